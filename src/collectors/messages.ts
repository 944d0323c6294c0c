import { type CollectorMessage, outcomes, reasons, type Source } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { parseTime, toIso } from '../domain/time.js';
import { redact } from '../secrets/redact.js';

/** Longest text of a message that is kept; a stack trace of PowerShell is shorter. */
const longest = 2_000;

/** Text of a host, without secrets and of bearable length. Redacted first: a key that is cut in two is not recognised. */
export const hostText = (text: string): string => {
  const clean = redact(text);
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
};

/** An error or warning as a script reported it; what is not text is null. */
export function readMessage(value: Json): CollectorMessage {
  const object = asObject(value);
  const text = (name: string) => (typeof object?.[name] === 'string' ? hostText(object[name]) : null);
  return { id: text('id'), category: text('category'), message: text('message') ?? '', source: text('source') };
}

/** Coverage of a source as a script reported it, or in one phrase what is wrong with it. */
export function readSource(value: Json): Source | { misfit: string } {
  const object = asObject(value);
  if (!object || typeof object['name'] !== 'string' || object['name'] === '') return { misfit: 'a source has no name' };
  const name = hostText(object['name']);
  const outcome = outcomes.find((known) => known === object['outcome']);
  if (!outcome) return { misfit: `the source ${name} has no known outcome` };
  const reason = reasons.find((known) => known === object['reason']) ?? null;
  if (reason === null && (object['reason'] ?? null) !== null) {
    return { misfit: `the source ${name} has an unknown reason` };
  }
  const times: (string | null)[] = [];
  for (const field of ['from', 'to', 'oldest']) {
    const given = object[field] ?? null;
    const time = typeof given === 'string' ? parseTime(given) : null;
    if (given !== null && !time) return { misfit: `the source ${name}: ${field} is not a time with a zone` };
    times.push(time && toIso(time));
  }
  const truncated = object['truncated'] ?? false;
  if (typeof truncated !== 'boolean') return { misfit: `the source ${name}: truncated is not true or false` };
  const [from, to, oldest] = times as [string | null, string | null, string | null];
  return { name, outcome, reason, from, to, oldest, truncated };
}

export const asObject = (value: Json | undefined): JsonObject | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
