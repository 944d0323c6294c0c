import type { JournalEntry, JournalEvent } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { deepestOfOurs, jsonText, parseWithin } from '../../domain/json-text.js';
import { sha256 } from '../../files/hash.js';
import { journalMisfit } from './shape.js';

/** `prev` of the first entry. */
export const genesis = '0'.repeat(64);

/**
 * One line of the journal. `hash` is the SHA-256 of the exact UTF-8 bytes of the line without its `,"hash":"…"` part,
 * so it can be checked on the raw bytes, without any JSON library agreeing on spelling.
 */
export function formatLine(
  event: JournalEvent,
  seq: number,
  at: string,
  prev: string,
): { line: string; entry: JournalEntry } {
  const body = { v: 1 as const, seq, at, type: event.type, data: event.data, prev };
  const text = jsonText(body);
  const hash = sha256(text);
  return { line: `${text.slice(0, -1)},"hash":"${hash}"}\n`, entry: { ...body, hash } as JournalEntry };
}

const hashPart = /^,"hash":"([0-9a-f]{64})"\}$/;
const hashPartLength = ',"hash":""}'.length + 64;

export type LineCheck = { ok: true; entry: JournalEntry } | { ok: false; reason: string };

/** Checks one line (without its newline) against its place in the chain. */
export function checkLine(bytes: Buffer, seq: number, prev: string): LineCheck {
  const tail = hashPart.exec(bytes.subarray(-hashPartLength).toString('latin1'));
  if (!tail) return { ok: false, reason: 'the line does not end with its hash' };
  const body = Buffer.concat([bytes.subarray(0, -hashPartLength), Buffer.from('}')]);
  if (sha256(body) !== tail[1]) return { ok: false, reason: 'its content does not match its hash' };
  const entry = parseEntry(bytes);
  if (entry === null) return { ok: false, reason: "it isn't JSON, or it is nested too deep" };
  if (entry.v !== 1) return { ok: false, reason: `its version is ${JSON.stringify(entry.v)}, expected 1` };
  if (entry.seq !== seq) return { ok: false, reason: `its number is ${entry.seq}, expected ${seq}` };
  if (entry.prev !== prev) return { ok: false, reason: 'it does not follow the entry before it' };
  const misfit = journalMisfit(entry as unknown as JsonObject);
  return misfit === null ? { ok: true, entry } : { ok: false, reason: misfit };
}

/** Whoever has the bytes can hash them: a good hash says nothing about what they are. */
function parseEntry(bytes: Buffer): JournalEntry | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return parseWithin(text, deepestOfOurs) as unknown as JournalEntry;
  } catch {
    return null;
  }
}

/** Can these bytes be the beginning of line `seq`, as a writer that died leaves it? */
export function startsLine(bytes: Buffer, seq: number): boolean {
  const begin = `{"v":1,"seq":${seq},"at":"`;
  const text = bytes.toString('latin1');
  if (text.length <= begin.length) return begin.startsWith(text);
  // A line ends after its hash, so anything after it was added.
  return text.startsWith(begin) && !/,"hash":"[0-9a-f]{64}"\}./s.test(text) && !/[\x00-\x1f]/.test(text);
}
