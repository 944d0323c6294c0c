import { parseDuration } from '../domain/time.js';
import { type Block, type Line, lineNamed, readBlocks } from './content-lines.js';
import { occurrences, parseRule, type Work, workOfAFile } from './recurrence.js';
import { type Calendar, type CalendarProblem, type CalendarSettings, type ChangeWindow, maxWindows } from './types.js';
import { definedZone } from './vtimezone.js';
import { wallTime } from './wall.js';
import { place, utcZone, type Zone, zoneNamed } from './zones.js';

const day = 86_400_000;

/** What the events of one file share. */
interface Context {
  settings: CalendarSettings;
  /** Zones that the file defines; null for one that isn't understood. */
  zones: Map<string, Zone | null>;
  /** Zone of times without a zone. */
  floating: Zone | null;
  /** What recurring events may still cost. */
  work: Work;
  complain: (line: number, found: string, expected: string) => void;
}

/** A time of an event: what its own clock shows, and in which zone. `wholeDay`: a date without a time. */
interface EventTime {
  wall: number;
  zone: Zone;
  wholeDay: boolean;
}

/**
 * Events of a calendar (iCalendar, RFC 5545) as windows: recurring ones up to `until`, changed instances in the place of
 * the original. Cancelled and tentative events are left out, because neither is an approved change.
 */
export function readIcs(text: string, settings: CalendarSettings): Calendar {
  const problems: CalendarProblem[] = [];
  const calendars = readBlocks(text, problems).filter(({ name }) => name === 'VCALENDAR');
  const events = calendars.flatMap(({ blocks }) => blocks.filter(({ name }) => name === 'VEVENT'));
  const complain = (line: number, found: string, expected: string) => problems.push({ line, found, expected });
  if (problems.length === 0 && events.length === 0)
    complain(1, 'no event', 'a calendar with BEGIN:VEVENT … END:VEVENT');

  const work = workOfAFile();
  const definitions = calendars.flatMap(({ blocks }) => blocks.filter(({ name }) => name === 'VTIMEZONE'));
  const zones = new Map(
    definitions.map((each) => [
      lineNamed(each, 'tzid')?.values[0] ?? '',
      definedZone(each, settings.until + 366 * day, work),
    ]),
  );
  const named = settings.zone ?? calendars.flatMap((each) => lineNamed(each, 'x-wr-timezone')?.raw ?? [])[0];
  const floating = named === undefined ? null : (zones.get(named) ?? zoneNamed(named));
  const context = { settings, zones, floating, work, complain };

  const changed = changedInstances(events, context);
  const leftOut: string[] = [];
  const windows = events.flatMap((event) => {
    const status = lineNamed(event, 'status')?.raw.trim().toUpperCase();
    if (status !== 'CANCELLED' && status !== 'TENTATIVE') return windowsOf(event, changed, context);
    leftOut.push(`${settings.file}:${event.line} is ${status.toLowerCase()}`);
    return [];
  });
  if (windows.length > maxWindows)
    complain(1, `more than ${maxWindows} windows`, 'fewer: export the calendar over a shorter range');
  return { windows: windows.slice(0, maxWindows), problems, leftOut };
}

/** The moments that changed instances replace, by the UID of their event. */
function changedInstances(events: Block[], context: Context): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const event of events) {
    const instance = lineNamed(event, 'recurrence-id');
    const at = instance && timeOf(instance, context);
    const uid = lineNamed(event, 'uid')?.raw;
    if (at && uid) found.set(uid, (found.get(uid) ?? new Set()).add(place(at.zone, at.wall).utc));
  }
  return found;
}

function windowsOf(event: Block, changed: Map<string, Set<number>>, context: Context): ChangeWindow[] {
  const { settings, complain } = context;
  const first = lineNamed(event, 'dtstart');
  const start = first && timeOf(first, context);
  if (!first) complain(event.line, 'an event without DTSTART', 'DTSTART with a zone');
  if (!start) return [];
  const length = lengthOf(event, start, context);
  if (length === null) return [];
  const starts = startsOf(event, start, context);
  if (starts === null) return [];
  const uid = lineNamed(event, 'uid')?.raw;
  const isInstance = lineNamed(event, 'recurrence-id') !== undefined;
  const replaced = (!isInstance && uid && changed.get(uid)) || new Set<number>();
  return starts
    .map((wall) => ({ wall, utc: place(start.zone, wall).utc }))
    .filter(({ utc }) => !replaced.has(utc))
    .map(({ wall, utc }) => ({
      start: new Date(utc).toISOString(),
      end: new Date(start.wholeDay ? place(start.zone, wall + length).utc : utc + length).toISOString(),
      zone: start.zone.name,
      label: lineNamed(event, 'summary')?.values.join(', ').trim() || null,
      source: `${settings.file}:${event.line}`,
    }));
}

/** Milliseconds from start to end; of whole days as the calendar counts them. */
function lengthOf(event: Block, start: EventTime, context: Context): number | null {
  const [last, duration] = [lineNamed(event, 'dtend'), lineNamed(event, 'duration')];
  const utc = place(start.zone, start.wall).utc;
  let length: number | null = start.wholeDay ? day : 0;
  if (last) {
    const end = timeOf(last, context);
    if (end === null) return null;
    length = start.wholeDay ? end.wall - start.wall : place(end.zone, end.wall).utc - utc;
  } else if (duration) length = parseDuration(duration.raw.trim());
  if (length !== null && length > 0) return length;
  const at = last ?? duration ?? lineNamed(event, 'dtstart')!;
  context.complain(at.line, last || duration ? `the end ${at.raw}` : 'no end', 'DTEND after DTSTART, or a DURATION');
  return null;
}

/** Starts of all instances, as the zone's clock shows them; null when a rule or a date is refused. */
function startsOf(event: Block, start: EventTime, context: Context): number[] | null {
  const rule = lineNamed(event, 'rrule');
  const regular = rule ? startsOfRule(rule.raw.trim(), start, context) : [start.wall];
  if (typeof regular === 'string') {
    const expected = 'a rule by day, week, month or year; or export the single dates';
    context.complain(rule!.line, `RRULE:${rule!.raw.slice(0, 200)} (${regular})`, expected);
    return null;
  }
  const more = timesOf(event, 'rdate', start, context);
  const except = new Set(timesOf(event, 'exdate', start, context));
  return more && [...new Set([...regular, ...more])].filter((wall) => !except.has(wall)).sort((a, b) => a - b);
}

/** A text says why a rule isn't followed. */
function startsOfRule(text: string, { wall, zone }: EventTime, { settings, work }: Context): number[] | string {
  const rule = parseRule(text);
  if (typeof rule === 'string') return rule;
  const until = settings.until + zone.offsetAt(settings.until);
  const utcOf = (each: number) => place(zone, each).utc;
  const reason = 'together with the rules before it, it covers too long a time';
  return occurrences(wall, rule, { until, limit: maxWindows + 1, work, utcOf }) ?? reason;
}

/** Times of EXDATE or RDATE as the event's own clock shows them. */
function timesOf(event: Block, name: string, start: EventTime, context: Context): number[] | null {
  const times = event.lines
    .filter((line) => line.name === name)
    .flatMap((line) => line.values.map((value) => timeOf({ ...line, values: [value] }, context)));
  if (times.some((time) => time === null)) return null;
  return times.map((time) => {
    const utc = place(time!.zone, time!.wall).utc;
    return time!.zone === start.zone ? time!.wall : utc + start.zone.offsetAt(utc);
  });
}

/** A time with its zone. Complains and gives null if it has no zone or isn't a time. */
function timeOf(line: Line, { zones, floating, complain }: Context): EventTime | null {
  const text = line.values[0] ?? '';
  const isUtc = /Z$/i.test(text);
  const wall = wallTime(text.replace(/Z$/i, ''));
  const name = line.name.toUpperCase();
  if (wall === null) {
    complain(line.line, `${name} ${line.raw}`, 'a date or a time, such as 20250225T210000Z');
    return null;
  }
  const zone = isUtc ? utcZone : line.zone === null ? floating : (zones.get(line.zone) ?? zoneNamed(line.zone));
  if (zone) return { wall, zone, wholeDay: line.type === 'date' };
  const expected = 'a Z, a TZID that the file defines or the IANA database has, or the zone as --zone Europe/Berlin';
  const why = line.zone === null ? 'which has no zone' : `whose zone ${line.zone} isn't known`;
  complain(line.line, `${name} ${line.raw}, ${why}`, expected);
  return null;
}
