import type { DerivedRow } from '../domain/analysis.js';
import { type Json, objectsOf } from '../domain/json.js';
import { parseTime } from '../domain/time.js';

export { isObject, objectsOf } from '../domain/json.js';

/**
 * Readers of values that came from a host. None of them throws: a field with an unexpected type counts as absent,
 * because errors on the host are data too.
 */

/** The text; null for anything else and for blank text. */
export const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** Text in the form that names are compared in: Windows and DNS names ignore case. */
export const folded = (value: Json | undefined): string | null => text(value)?.trim().toLowerCase() ?? null;

export const integer = (value: Json | undefined): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** The texts of a list, without its other values. */
export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => text(item) !== null) : [];

/** The objects of a list as rows. The evidence loader or an earlier fact has set `from`. */
export const rowsOf = (value: Json | undefined): DerivedRow[] =>
  objectsOf(value).map((row) => ({ ...row, from: texts(row['from']) }));

/** Milliseconds since 1970; null without a time, and for the year 1601, which Windows writes for "none". */
export function moment(value: Json | undefined): number | null {
  const time = typeof value === 'string' ? (parseTime(value)?.getTime() ?? null) : null;
  return time === null || time < Date.UTC(1602, 0) ? null : time;
}

/** References of several rows, in order, without duplicates. */
export const refs = (...rows: (Carried | readonly Carried[])[]): string[] => [
  ...new Set(rows.flat().flatMap((row) => row?.from ?? [])),
];

type Carried = { from: string[] } | null | undefined;

/** Rows by a key, in order of their first row; rows with the key null are left out. */
export function grouped<Row>(rows: Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Rows with a time, oldest first. */
export const oldestFirst = (rows: DerivedRow[]): DerivedRow[] =>
  rows.filter((row) => moment(row['time']) !== null).sort((a, b) => moment(a['time'])! - moment(b['time'])!);

/** Rows with a time, newest first. */
export const newestFirst = (rows: DerivedRow[]): DerivedRow[] =>
  rows.filter((row) => moment(row['time']) !== null).sort((a, b) => moment(b['time'])! - moment(a['time'])!);

/** Was a collector or source read to its end? Only then can it prove absence. */
export const wasRead = (outcome: Json | undefined): boolean => outcome === 'collected' || outcome === 'empty';
