import type { Json } from '../domain/json.js';
import { findSecrets } from './find.js';
import { isPlaceholder, keyOwner, secretField } from './kinds/index.js';
import type { Span } from './views.js';

export { keyFingerprint } from './fingerprint.js';

const marks = /^(?:\[redacted(?::key:[0-9a-f]{16})?\])+$/;

/**
 * Replaces every secret in a text by `[redacted:key:<fingerprint>]`, or by `[redacted]` where it could be guessed from a
 * fingerprint. The text around it stays, in its encoding. A second time changes nothing more. Which secrets are found,
 * and which are not: docs/secrets.md.
 */
export function redact(text: string): string {
  const spans = findSecrets(text);
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (const { start, fingerprints, ...place } of merged(spans)) {
    const end = beforeEscape(text, start, place.end);
    if (marks.test(text.slice(start, end))) continue;
    parts.push(text.slice(done, start), markFor(fingerprints));
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** A backslash before a quotation mark is the mark's escape and not the secret's end: without it the text would end there. */
function beforeEscape(text: string, start: number, end: number): number {
  if (text[end] !== '"' && text[end] !== "'") return end;
  let at = end;
  while (at > start + 1 && text[at - 1] === '\\') at--;
  return at;
}

const markFor = (fingerprints: string[]): string =>
  fingerprints.length === 0 ? '[redacted]' : fingerprints.map((each) => `[redacted:key:${each}]`).join('');

interface Place {
  start: number;
  end: number;
  fingerprints: string[];
}

/**
 * Spans that overlap are one: the same secret, seen behind several layers. A part of a secret that has a fingerprint, such
 * as one line of it, has none of its own.
 */
function merged(spans: Span[]): Place[] {
  const places: Place[] = [];
  let told: Span | null = null;
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const { start, end, fingerprint } = span;
    const isPart = told !== null && start < told.end && end <= told.end;
    const isNew = fingerprint !== null && !isPart;
    if (isNew) told = span;
    const last = places.at(-1);
    if (!last || start >= last.end) places.push({ start, end, fingerprints: isNew ? [fingerprint] : [] });
    else {
      last.end = Math.max(last.end, end);
      if (isNew && !last.fingerprints.includes(fingerprint)) last.fingerprints.push(fingerprint);
    }
  }
  return places;
}

/**
 * The same for every string of a JSON value, names of fields included; a text in a field that is named for a secret, or
 * behind an option that takes one in a list of arguments, is one. A value without secrets is returned itself.
 */
export function redactJson<T extends Json>(value: T): T;
export function redactJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? redactList(value) : redactObject(value);
}

function redactObject(value: { [name: string]: Json }, ownsKey = false): Json {
  let told: [string, Json][] | null = null;
  const all = Object.keys(value);
  const named = namedInside(value);
  for (let at = 0; at < all.length; at++) {
    const name = all[at]!;
    const item = value[name]!;
    const { told: newName, holdsSecret } = aboutName(name);
    const newItem =
      holdsSecret || (named && valueField.test(name)) || (ownsKey && /key$/i.test(name)) || isBasicAuth(name, item)
        ? redactAll(item)
        : isRecord(item)
          ? redactObject(item, keyOwner.test(name))
          : typeof item === 'string' && name === 'arguments'
            ? redactArguments(value, item)
            : redactJson(item);
    if (told === null && (newName !== name || newItem !== item))
      told = all.slice(0, at).map((each) => [each, value[each]!]);
    told?.push([newName, newItem]);
  }
  return told === null ? value : Object.fromEntries(told);
}

const isRecord = (item: Json): item is { [name: string]: Json } =>
  item !== null && typeof item === 'object' && !Array.isArray(item);

/** `user:password` in base64, as Docker stores it. */
const isBasicAuth = (name: string, item: Json): boolean =>
  name === 'auth' &&
  typeof item === 'string' &&
  /^[A-Za-z0-9+/]{4,}={0,2}$/.test(item) &&
  /^[!-9;-~]+:[ -~]+$/.test(Buffer.from(item, 'base64').toString('latin1'));

const nameField = /^(?:name|key|variable|setting|property|valueName)$/i;
const valueField = /^(?:value|data|text|#text|content)$/i;

/** Is this one setting as an object, its name in one field and its value in another, and a secret by its name? */
const namedInside = (value: { [name: string]: Json }): boolean =>
  Object.keys(value).some((field) => {
    const name = nameField.test(field) ? value[field] : null;
    return typeof name === 'string' && aboutName(name).holdsSecret;
  });

/** Redacts a value that the name of its field marks as a secret, in any shape. A number is replaced by the mark. */
function redactAll(item: Json): Json {
  if (typeof item === 'string') return redactWhole(item);
  if (typeof item === 'number') return '[redacted]';
  if (item === null || typeof item !== 'object') return item;
  if (Array.isArray(item)) return item.map(redactAll);
  return Object.fromEntries(Object.entries(item).map(([name, each]) => [redact(name), redactAll(each)]));
}

/** Redacts arguments in another field than their program, because the program decides which option takes a password. */
function redactArguments(row: { [name: string]: Json }, text: string): string {
  const program = [row['path'], row['name'], row['executable']].find((each) => typeof each === 'string');
  const alone = redact(text);
  if (program === undefined || text.length > longestCommand) return alone;
  const before = `${/[^\\/]*$/.exec(program as string)![0]} `;
  const told = redact(`${before}${alone}`);
  return told.startsWith(before) ? told.slice(before.length) : alone;
}

/** A command line of Windows is no longer. */
const longestCommand = 32_768;

/** Rows have the same few names over and over. */
const names = new Map<string, { told: string; holdsSecret: boolean }>();
const mostNames = 2_000;

function aboutName(name: string): { told: string; holdsSecret: boolean } {
  const known = names.get(name);
  if (known) return known;
  const about = { told: redact(name), holdsSecret: secretField.test(name) };
  if (names.size < mostNames && name.length < 100) names.set(name, about);
  return about;
}

function redactList(list: Json[]): Json[] {
  const told: Json[] = [];
  for (const item of list) {
    const before = told.at(-1);
    const isSecret = typeof before === 'string' && takesSecret.test(before);
    told.push(typeof item !== 'string' ? redactJson(item) : isSecret ? redactWhole(item) : redactWord(told, item));
  }
  return told.every((item, at) => item === list[at]) ? list : told;
}

const mostWords = 40;

/** Redacts an item of a list of arguments: what it means depends on the program and the options before it. */
function redactWord(before: Json[], item: string): string {
  const alone = redact(item);
  const isCommand = before.length > 0 && before.length <= mostWords && before.every((each) => typeof each === 'string');
  if (alone !== item || !isCommand || item.length > longestCommand) return alone;
  const line = `${before.map((each) => quotedWord(each as string)).join(' ')} `;
  const told = redact(line + quotedWord(item));
  return told.startsWith(line) ? told.slice(line.length).replace(/^"(.*)"$/s, '$1') : item;
}

const quotedWord = (word: string): string => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word);

const takesSecret =
  /^[-/]{1,2}(?:[a-z]{1,20}-?){0,2}(?:password|passwd|passphrase|pass|pwd|secret|token|api-?key|access-?key)$/i;

/** Redacts a text that its place marks as a secret. */
function redactWhole(text: string): string {
  if (text.trim() === '' || isPlaceholder(text) || /^[-/]\w/.test(text)) return text;
  const told = redact(text);
  return told === text ? '[redacted]' : told;
}
