import type { PhrasingContent } from 'mdast';
import type { Json } from '../../domain/json.js';
import { parseTime, toIso } from '../../domain/time.js';
import { value, words } from './text.js';

/**
 * A moment in UTC: `2025-02-11 02:18:37Z`, with milliseconds when the order within a second matters. A day
 * (`2023-06-14`) stays a day. Anything that isn't a time is printed as a value.
 */
export function utc(json: Json | undefined, options: { milliseconds?: boolean } = {}): PhrasingContent {
  if (typeof json !== 'string' || json === '') return value(json);
  if (/^\d{4}-\d\d-\d\d$/.test(json)) return words(json);
  const date = parseTime(json);
  if (!date) return value(json);
  const iso = toIso(date).replace('T', ' ');
  return words(options.milliseconds ? iso : iso.replace(/\.\d{3}Z$/, 'Z'));
}

/** The moment; nothing when there is none. */
export const utcOrBlank = (json: Json | undefined): PhrasingContent[] =>
  typeof json === 'string' && json !== '' ? [utc(json)] : [];

/** A moment of a host: a day of the host's own calendar is marked, because its time zone isn't known. */
export const utcOrLocalDay = (at: Json | undefined, precision: Json | undefined): PhrasingContent[] =>
  precision === 'day' ? [utc(at), words(' (local day)')] : [utc(at, { milliseconds: true })];

/** A duration in words: `48 s`, `3 min`, `2 h 5 min`, `11 d 4 h`. */
export function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return milliseconds < 1000 ? `${milliseconds} ms` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
  return `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ''}`;
}
