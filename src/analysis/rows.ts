import type { DerivedRow } from '../domain/analysis.js';
import type { Json, JsonObject } from '../domain/json.js';
import { parseTime } from '../domain/time.js';

/**
 * Reading values that came from a host. None of these throws: a field of another type than expected counts as absent,
 * since an error of the field is data.
 */

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value's own text; null for anything that is not a text with something in it. */
export const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** A text in the form used for comparing names: Windows and DNS names ignore case. */
export const folded = (value: Json | undefined): string | null => text(value)?.trim().toLowerCase() ?? null;

export const integer = (value: Json | undefined): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** The texts of a list; anything else in it is left out. */
export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => text(item) !== null) : [];

export const objectsOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The objects of a list as rows; `from` is what the evidence loader or an earlier fact put there. */
export const rowsOf = (value: Json | undefined): DerivedRow[] =>
  objectsOf(value).map((row) => ({ ...row, from: texts(row['from']) }));

/** Milliseconds since 1970; null where there is no time, and for the year 1601, which is Windows' way to say "none". */
export function moment(value: Json | undefined): number | null {
  const time = typeof value === 'string' ? (parseTime(value)?.getTime() ?? null) : null;
  return time === null || time < Date.UTC(1602, 0) ? null : time;
}

/** References of several rows, in order, each once. */
export const refs = (...rows: (Carried | readonly Carried[])[]): string[] => [
  ...new Set(rows.flat().flatMap((row) => row?.from ?? [])),
];

type Carried = { from: string[] } | null | undefined;
