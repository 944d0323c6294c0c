/** Source of the present. Injected everywhere, so that a test or a replay decides what time it is. */
export type Clock = () => Date;

/** UTC ISO-8601 with milliseconds: the one spelling of time in journals, evidence and reports. */
export const toIso = (date: Date): string => date.toISOString();

/**
 * Reads a time that carries its zone; null for anything else, a local time included.
 * Windows gives up to 9 fractional digits (TimeCreated/@SystemTime), which `Date` does not take: cut to milliseconds.
 */
export function parseTime(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?\s?(Z|[+-]\d\d:?\d\d)$/i.exec(text.trim());
  if (!match) return null;
  const [, day, minutes, seconds = ':00', fraction = '', zone] = match;
  const offset = zone!.toUpperCase() === 'Z' ? 'Z' : zone!.replace(/^(.\d\d):?(\d\d)$/, '$1:$2');
  const date = new Date(`${day}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** ISO-8601 durations without months and years, because those have no fixed length: `P90D`, `PT60S`, `PT1H30M`. */
export function parseDuration(text: string): number | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as number[];
  return ((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}

/** One interval, `start/end` in ISO-8601, both with a zone. */
export interface Interval {
  start: string;
  end: string;
}

/** Reads `2023-06-14T18:00Z/2023-06-14T22:00Z`; null when either side has no zone or the end comes first. */
export function parseInterval(text: string): Interval | null {
  const parts = text.split('/');
  const [start, end] = parts.map((part) => parseTime(part));
  if (parts.length !== 2 || !start || !end || end < start) return null;
  return { start: toIso(start), end: toIso(end) };
}
