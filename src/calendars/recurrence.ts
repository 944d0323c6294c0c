import { RRuleTemporal } from 'rrule-temporal';
import { wallTime } from './wall.js';

/** A recurrence rule (RFC 5545) that was checked. `text` is the rule without its UNTIL. */
export interface Rule {
  text: string;
  /** Null = the rule has no UNTIL. In milliseconds: of UTC, or as the event's own clock shows it. */
  until: { at: number; isUtc: boolean } | null;
  /** `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`. */
  every: string;
  interval: number;
}

/** What the rules of one file may still cost: days, weeks, months or years that they cover, and windows that they give. */
export interface Work {
  left: number;
}

/** Enough for 20 daily series of 27 years. A calendar that asks for more would be read for minutes. */
export const workOfAFile = (): Work => ({ left: 200_000 });

const day = 86_400_000;
const dayOfWeek = /^(?:SU|MO|TU|WE|TH|FR|SA)$/;
const lengths: { [every: string]: number } = { DAILY: day, WEEKLY: 7 * day, MONTHLY: 28 * day, YEARLY: 365 * day };
const longest = 1000;

const listOf = (isItem: (item: string) => boolean) => (value: string) => value.split(',').every(isItem);
const isNumber = (most: number) => (item: string) => /^[+-]?[1-9]\d{0,2}$/.test(item) && Math.abs(Number(item)) <= most;
const isCount = (value: string) => /^[1-9]\d{0,4}$/.test(value);

/** The parts that are supported, with what each can be. The library leaves out values that it does not understand. */
const parts: { [name: string]: (value: string) => boolean } = {
  FREQ: (value) => Object.hasOwn(lengths, value),
  INTERVAL: isCount,
  COUNT: isCount,
  UNTIL: (value) => endOf(value) !== null,
  WKST: (value) => dayOfWeek.test(value),
  BYDAY: listOf((item) => dayOfWeek.test(item.slice(-2)) && (item.length === 2 || isNumber(53)(item.slice(0, -2)))),
  BYMONTH: listOf((item) => /^(?:[1-9]|1[0-2])$/.test(item)),
  BYMONTHDAY: listOf(isNumber(31)),
  BYYEARDAY: listOf(isNumber(366)),
  BYWEEKNO: listOf(isNumber(53)),
  BYSETPOS: listOf(isNumber(366)),
};

/** Reads `FREQ=WEEKLY;BYDAY=MO`; a text says what is wrong with it. */
export function parseRule(text: string): Rule | string {
  if (text.length > longest) return `it is longer than ${longest} characters`;
  const values = new Map<string, string>();
  for (const piece of text.toUpperCase().split(';')) {
    const [name = '', value = ''] = piece.split('=', 2);
    if (!Object.hasOwn(parts, name)) return `${name || 'an empty part'} is not supported`;
    if (!parts[name]!(value)) return `${piece} is not understood`;
    if (values.has(name)) return `${name} is there twice`;
    values.set(name, value);
  }
  if (values.has('COUNT') && values.has('UNTIL')) return 'COUNT and UNTIL exclude each other';
  const until = endOf(values.get('UNTIL') ?? '');
  values.delete('UNTIL');
  const rule = [...values].map(([name, value]) => `${name}=${value}`).join(';');
  try {
    new RRuleTemporal({ rruleString: rule, dtstart: zoned(0), strict: true });
  } catch (error) {
    return (error as Error).message;
  }
  return { text: rule, until, every: values.get('FREQ')!, interval: Number(values.get('INTERVAL') ?? 1) };
}

/** Reads an UNTIL. A date without a time means to the end of that day. */
function endOf(text: string): Rule['until'] {
  const at = wallTime(text.replace(/Z$/, ''));
  return at === null ? null : { at: text.length === 8 ? at + day - 1000 : at, isUtc: text.endsWith('Z') };
}

/** How far a series is followed. */
interface Reach {
  /** Where reading ends, in milliseconds as a clock in the event's zone shows it. */
  until: number;
  limit: number;
  work: Work;
  /** The moment at which a clock in the event's zone shows a time. */
  utcOf: (wall: number) => number;
}

/**
 * Start times of a recurring event, oldest first and at most `limit`, in milliseconds as a clock in the event's zone shows
 * them (as if that were UTC). Null when it would take more work than the file has left.
 */
export function occurrences(start: number, rule: Rule, { until, limit, work, utcOf }: Reach): number[] | null {
  const end = rule.until ?? { at: until, isUtc: false };
  // An end in UTC is up to a day off on the zone's clock, so it is compared again as UTC.
  const last = Math.min(until, end.isUtc ? end.at + day : end.at);
  if (last < start) return [];
  const periods = (last - start) / (lengths[rule.every]! * rule.interval);
  work.left -= periods;
  if (work.left < 0) return null;
  const found = new RRuleTemporal({
    rruleString: rule.text,
    dtstart: zoned(start),
    until: zoned(last),
    maxIterations: Math.ceil(periods) + 10,
    cache: false,
  })
    .all((_, n) => n < limit)
    .map(({ epochMilliseconds }) => epochMilliseconds);
  work.left -= found.length;
  return end.isUtc ? found.filter((wall) => utcOf(wall) <= end.at) : found;
}

/** The form in which the library takes a time. */
const zoned = (at: number) => {
  const text = new Date(at).toISOString().replace('Z', '+00:00[UTC]');
  return { timeZoneId: 'UTC', toString: () => text };
};
