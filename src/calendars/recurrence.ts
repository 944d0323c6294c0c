/** A recurrence rule as RFC 5545 spells it, its parts in upper case: `{FREQ: 'WEEKLY', BYDAY: 'MO,FR'}`. */
export type Rule = { [part: string]: string };

const day = 86_400_000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS'];

/** Takes `FREQ=WEEKLY;BYDAY=MO` apart; a text that says what of it is not understood. */
export function parseRule(text: string): Rule | string {
  const rule: Rule = {};
  for (const piece of text.split(';')) {
    const [name = '', value = ''] = piece.toUpperCase().split('=', 2);
    if (!known.includes(name)) return `${name || piece} is not supported`;
    if (!valid(name, value)) return `${piece} is not understood`;
    rule[name] = value;
  }
  if (rule['FREQ'] === undefined) return 'FREQ is missing';
  if (rule['FREQ'] === 'WEEKLY' && rule['BYMONTHDAY'] !== undefined) return 'BYMONTHDAY has no meaning with WEEKLY';
  if (rule['FREQ'] === 'YEARLY' && /\d/.test(rule['BYDAY'] ?? '') && rule['BYMONTH'] === undefined)
    return 'BYDAY counted over a whole year is not supported';
  if (['DAILY', 'WEEKLY'].includes(rule['FREQ']) && /\d/.test(rule['BYDAY'] ?? ''))
    return `a counted BYDAY has no meaning with ${rule['FREQ']}`;
  return rule;
}

function valid(name: string, value: string): boolean {
  switch (name) {
    case 'FREQ':
      return /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value);
    case 'INTERVAL':
    case 'COUNT':
      return /^[1-9]\d{0,4}$/.test(value);
    case 'UNTIL':
      return /^\d{8}(?:T\d{6}Z?)?$/.test(value);
    case 'WKST':
      return weekdays.includes(value);
    case 'BYDAY':
      return /^(?:[+-]?[1-5])?(?:SU|MO|TU|WE|TH|FR|SA)(?:,(?:[+-]?[1-5])?(?:SU|MO|TU|WE|TH|FR|SA))*$/.test(value);
    default:
      return value.split(',').every((each) => /^-?[1-9]\d{0,2}$/.test(each));
  }
}

/**
 * Start times of a recurring event, oldest first, the first one included: all as shown by a clock in its zone, in
 * milliseconds as if that were UTC. Stops after `limit` of them or at `until`, whichever comes first: every period is
 * looked at once, so that a rule which never holds (30 February) ends too.
 */
export function* occurrences(start: number, rule: Rule, until: number, limit: number): Generator<number> {
  const last = Math.min(until, untilOf(rule) ?? until);
  const count = Math.min(limit, rule['COUNT'] === undefined ? limit : Number(rule['COUNT']));
  const timeOfDay = ((start % day) + day) % day;
  const first = start - timeOfDay;
  let given = 0;
  for (const days of periods(first, rule, last)) {
    const matching = days.filter((each) => matches(each, rule, first));
    for (const each of bySetPosition(matching, rule)) {
      const at = each + timeOfDay;
      if (at < start) continue;
      if (at > last || given === count) return;
      given++;
      yield at;
    }
  }
}

/** The end of a rule as the zone's clock shows it; where it is given in UTC it is up to a day off, and cut later. */
export function untilOf({ UNTIL: text }: Rule): number | null {
  if (text === undefined) return null;
  const [, year, month, date, hours = '23', minutes = '59', seconds = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/.exec(text)!;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hours), Number(minutes), Number(seconds));
  return text.endsWith('Z') ? at + day : at;
}

/** The days of each period that the rule counts, from the one that holds the first day on. */
function* periods(first: number, rule: Rule, last: number): Generator<number[]> {
  const step = Number(rule['INTERVAL'] ?? 1);
  const date = new Date(first);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const weekStart = first - ((date.getUTCDay() - weekdays.indexOf(rule['WKST'] ?? 'MO') + 7) % 7) * day;
  for (let n = 0; ; n += step) {
    const days = (() => {
      switch (rule['FREQ']) {
        case 'DAILY':
          return range(first + n * day, first + (n + 1) * day);
        case 'WEEKLY':
          return range(weekStart + n * 7 * day, weekStart + (n + 1) * 7 * day);
        case 'MONTHLY':
          return range(Date.UTC(year, month + n, 1), Date.UTC(year, month + n + 1, 1));
        default:
          return range(Date.UTC(year + n, 0, 1), Date.UTC(year + n + 1, 0, 1));
      }
    })();
    if (!(days[0]! <= last)) return;
    yield days;
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) / day) }, (_, n) => from + n * day);

function matches(each: number, rule: Rule, first: number): boolean {
  const [date, begin] = [new Date(each), new Date(first)];
  const [month, ofMonth] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  const listed = (name: string) => rule[name]?.split(',');
  const { FREQ: every, BYDAY, BYMONTH, BYMONTHDAY } = rule;
  if (BYMONTH !== undefined && !listed('BYMONTH')!.includes(String(month))) return false;
  if (
    BYMONTHDAY !== undefined &&
    !listed('BYMONTHDAY')!.some((n) => [ofMonth, ofMonth - length - 1].includes(Number(n)))
  )
    return false;
  if (BYDAY !== undefined && !listed('BYDAY')!.some((name) => isWeekday(name, date, length))) return false;
  if (BYDAY !== undefined || BYMONTHDAY !== undefined || every === 'DAILY') return true;
  if (every === 'WEEKLY') return date.getUTCDay() === begin.getUTCDay();
  if (ofMonth !== begin.getUTCDate()) return false;
  return every === 'MONTHLY' || BYMONTH !== undefined || month === begin.getUTCMonth() + 1;
}

/** `MO`, or `2MO` and `-1FR` counted within the month. */
function isWeekday(name: string, date: Date, length: number): boolean {
  if (weekdays[date.getUTCDay()] !== name.slice(-2)) return false;
  if (name.length === 2) return true;
  const n = Number(name.slice(0, -2));
  const ofMonth = date.getUTCDate();
  return n > 0 ? Math.ceil(ofMonth / 7) === n : Math.ceil((length - ofMonth + 1) / 7) === -n;
}

const bySetPosition = (days: number[], { BYSETPOS: positions }: Rule): number[] =>
  positions === undefined
    ? days
    : days.filter((_, n) => positions.split(',').some((each) => [n + 1, n - days.length].includes(Number(each))));
