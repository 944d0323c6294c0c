import { createHash } from 'node:crypto';
import type { Json } from '../domain/json.js';

/*
 * Secrets of Azure Relay and Service Bus, as they stand in configuration, logs, command lines and error messages: plain,
 * or in the escapes of HTML, URLs (once or twice) and JSON. A backslash may be doubled by JSON inside JSON.
 * Every repetition is bounded or ends in a match, so that hostile text cannot make them slow.
 */
const equals = String.raw`(?:=|%(?:25){0,4}3D|\\{1,8}u003D|&#(?:61|x3d);)`;
const quote = String.raw`(?:\\{0,8}"|&quot;|&#34;|\\{1,8}u0022|%(?:25){0,4}22)`;
/** Where a value ends, when it is written as an escape. */
const stop = String.raw`(?:&(?:quot|amp|lt|gt|apos|#3[49]|#59)\b|%(?:25){0,4}(?:3B|26|22|27|20|3C|3E)|\\{1,8}u00(?:22|26|27|3B|3C|3E)|\\{1,8}["'rnt])`;
const keyCharacter = String.raw`(?:[A-Za-z0-9+/]|%(?:25){0,4}2[BF]|\\{1,8}u002[BF]|\\{1,8}/|&#(?:43|47|x2b|x2f);)`;
const valueCharacter = String.raw`(?:(?!${stop})(?:&#\w+;|[^;"'<>\s]))`;

const sharedKey = new RegExp(`(SharedAccessKey\\s*${equals}\\s*)(${valueCharacter}+)`, 'gi');
const signature = new RegExp(`(SharedAccessSignature\\s*${equals}\\s*)((?:(?!${stop})[^;"'<>])+)`, 'gi');
const sig = new RegExp(
  String.raw`((?:^|[?&;\s]|%(?:25){0,4}(?:26|3F)|\\{1,8}u0026)sig${equals})((?:(?!${stop})[^&;"'<>\s])+)`,
  'gim',
);
const jsonKey = new RegExp(
  `(${quote}(?:KeyValue|sendKeyValue|primaryKey|secondaryKey|primaryConnectionString|secondaryConnectionString)${quote}\\s*(?::|%(?:25){0,4}3A)\\s*${quote})((?:(?!${quote})[\\s\\S])+)`,
  'gi',
);
/** Any 32-byte key: 43 characters of base64 and a `=`. Runs are taken whole, so that matching stays linear. */
const bareKey = new RegExp(`${keyCharacter}{43,}${equals}{0,3}`, 'gi');

/*
 * What most texts do not have, so that few are searched closely: an equals sign or the quote of a JSON field, or what
 * their escapes begin with; a name that the patterns above look for; a run as long as a bare key.
 */
const mayHoldSecret = /[=%\\&"]/;
const secretName = /key|sig|connectionstring/i;
const longRun = /[\w+/%\\&#;]{43}/;

const alreadyRedacted = /^\[redacted(?::key:[0-9a-f]{16})?\]$/;

/**
 * Replaces every secret in a text by `[redacted:key:<fingerprint>]`, or by `[redacted]` where the text of a random key
 * cannot be recovered. Done twice it changes nothing more. `SharedAccessKeyName` is no secret and stays.
 */
export function redact(text: string): string {
  if (!mayHoldSecret.test(text)) return text;
  const unnamed = secretName.test(text) ? redactNamed(text) : text;
  return longRun.test(unnamed) ? unnamed.replace(bareKey, markBareKey) : unnamed;
}

function redactNamed(text: string): string {
  return text
    .replace(signature, (whole, name: string, value: string) =>
      alreadyRedacted.test(value) ? whole : `${name}[redacted]`,
    )
    .replace(sharedKey, (_, name: string, value: string) => name + markFor(value))
    .replace(sig, (whole, name: string, value: string) => (alreadyRedacted.test(value) ? whole : `${name}[redacted]`))
    .replace(jsonKey, (whole, name: string, value: string) =>
      /connectionstring/i.test(name) && value.includes('[redacted') ? whole : name + markFor(value),
    );
}

/** The same for every string of a JSON value, names of fields included. A value without secrets is given back itself. */
export function redactJson<T extends Json>(value: T): T;
export function redactJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const told = entries.map(([name, item]) => [redact(name), redactJson(item)] as const);
  if (told.every(([name, item], at) => name === entries[at]![0] && item === entries[at]![1])) return value;
  return Array.isArray(value) ? told.map(([, item]) => item) : Object.fromEntries(told);
}

/**
 * Fingerprint of a key: the first 16 hex digits of SHA-256 over its base64 text. Null for anything that is not base64
 * of 16 bytes or more, since a short or hand-made key could be guessed from its hash.
 */
export function keyFingerprint(key: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key) || key.length % 4 !== 0) return null;
  if (Buffer.from(key, 'base64').length < 16) return null;
  return createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 16);
}

function markFor(value: string): string {
  if (alreadyRedacted.test(value)) return value;
  const fingerprint = keyFingerprint(unescapeKey(value));
  return fingerprint ? `[redacted:key:${fingerprint}]` : '[redacted]';
}

function markBareKey(run: string): string {
  const text = unescapeKey(run);
  if (!/[^=]=$/.test(text)) return run;
  if (text.length === 44) return markFor(run);
  // The key's first character cannot be told from what stands before it, so there is no fingerprint.
  const all = [...run.matchAll(new RegExp(`${keyCharacter}|${equals}`, 'gi'))];
  return `${run.slice(0, all.at(-44)!.index)}[redacted]`;
}

function unescapeKey(text: string): string {
  return text
    .replace(/%(?:25)*(2B|2F|3D)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+u00(2b|2f|3d)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(?:(\d+)|x([0-9a-f]+));/gi, (_, decimal: string | undefined, hex: string | undefined) =>
      String.fromCharCode(decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)),
    )
    .replace(/\\+\//g, '/');
}
