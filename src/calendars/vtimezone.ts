import { type Block, lineNamed } from './content-lines.js';
import { occurrences, parseRule, type Rule, type Work } from './recurrence.js';
import { wallTime } from './wall.js';
import type { Zone } from './zones.js';

/** From `utc` on, clocks are `to` ahead of UTC; before the first, `from`. Milliseconds. */
interface Onset {
  utc: number;
  from: number;
  to: number;
}

const mostChanges = 400;

/** Outlook lets its zones begin in 1601; what applied before 1970 moves no change window. */
const early = Date.UTC(1970, 0);

/**
 * The zone that a file defines itself, as Outlook's `W. Europe Standard Time`; null when its definition isn't
 * understood, because a window that is an hour off is worse than no window.
 */
export function definedZone(block: Block, until: number, work: Work): Zone | null {
  const name = lineNamed(block, 'tzid')?.values[0];
  const parts = block.blocks.filter((part) => part.name === 'STANDARD' || part.name === 'DAYLIGHT');
  const onsets = parts.map((part) => onsetsOf(part, until, work));
  if (name === undefined || parts.length === 0 || onsets.some((each) => each === null)) return null;
  const ordered = onsets.flatMap((each) => each!).sort((a, b) => a.utc - b.utc);
  return {
    name,
    offsetAt: (utc) => ordered.findLast((onset) => onset.utc <= utc)?.to ?? ordered[0]!.from,
  };
}

function onsetsOf(part: Block, until: number, work: Work): Onset[] | null {
  const start = wallTime(lineNamed(part, 'dtstart')?.values[0] ?? '');
  const [from, to] = ['tzoffsetfrom', 'tzoffsetto'].map((name) => offsetOf(lineNamed(part, name)?.raw));
  if (start === null || from === null || from === undefined || to === null || to === undefined) return null;
  const rule = lineNamed(part, 'rrule');
  const parsed = rule ? parseRule(rule.raw) : null;
  if (typeof parsed === 'string') return null;
  const dates = part.lines.filter(({ name }) => name === 'rdate').flatMap(({ values }) => values.map(wallTime));
  if (dates.some((date) => date === null)) return null;
  const reach = { until, limit: mostChanges, work, utcOf: (wall: number) => wall - from };
  const regular = parsed ? occurrences(isYearly(parsed) ? notBefore(start) : start, parsed, reach) : [start];
  if (regular === null || regular.length + dates.length > mostChanges) return null;
  const walls = [...regular, ...dates.map((date) => date!)];
  return walls.map((wall) => ({ utc: wall - from, from, to }));
}

const isYearly = ({ every, interval, text }: Rule): boolean =>
  every === 'YEARLY' && interval === 1 && !text.includes('COUNT');

/** The same day of the year and time of day, in 1970 where it is earlier. */
function notBefore(start: number): number {
  const at = new Date(start);
  return start >= early
    ? start
    : Date.UTC(1970, at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes());
}

function offsetOf(text: string | undefined): number | null {
  const match = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -1000 : 1000) * seconds;
}
