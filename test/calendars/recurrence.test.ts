import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { expect, test } from 'vitest';
import { occurrences, parseRule, type Rule, workOfAFile } from '../../src/calendars/recurrence.js';
import { event, read } from './read.js';

const start = Date.UTC(2025, 0, 31, 21);
const until = Date.UTC(2030, 0);
const reach = { until, limit: 6, utcOf: (wall: number) => wall };
const days = (rule: string) =>
  occurrences(start, parseRule(rule) as Rule, { ...reach, work: workOfAFile() })?.map((at) =>
    new Date(at).toISOString().slice(0, 10),
  );

test.each([
  ['FREQ=DAILY;INTERVAL=10;COUNT=3', ['2025-01-31', '2025-02-10', '2025-02-20']],
  ['FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4', ['2025-01-31', '2025-02-04', '2025-02-07', '2025-02-11']],
  ['FREQ=WEEKLY;INTERVAL=2;UNTIL=20250301', ['2025-01-31', '2025-02-14', '2025-02-28']],
  ['FREQ=DAILY;UNTIL=20250202T210000Z', ['2025-01-31', '2025-02-01', '2025-02-02']],
  // Months that have no 31st are left out, not moved.
  ['FREQ=MONTHLY;COUNT=3', ['2025-01-31', '2025-03-31', '2025-05-31']],
  ['FREQ=MONTHLY;BYDAY=2TU;COUNT=2', ['2025-02-11', '2025-03-11']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', ['2025-01-31', '2025-02-28', '2025-03-31']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', ['2025-01-31', '2025-02-28']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2', ['2025-03-30', '2026-03-29']],
  ['FREQ=YEARLY;BYDAY=20MO;COUNT=2', ['2025-05-19', '2026-05-18']],
  ['FREQ=YEARLY;BYWEEKNO=20;COUNT=2', ['2025-05-16', '2026-05-15']],
  ['FREQ=YEARLY;BYYEARDAY=-1;COUNT=2', ['2025-12-31', '2026-12-31']],
])('%s', (rule, expected) => {
  expect(days(rule)).toEqual(expected);
});

test.each([
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYDAY=6MO',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
])('%s, which never holds, ends', (rule) => {
  expect(days(rule)).toEqual([]);
});

test.each([
  'FREQ=SECONDLY',
  'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=WEEKLY;BYHOUR=3',
  'INTERVAL=2',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;COUNT=2;UNTIL=20250301',
  'FREQ=DAILY;FREQ=WEEKLY',
  'FREQ=DAILY;UNTIL=20251301',
  'FREQ=DAILY;BYMONTHDAY=99',
  'FREQ=DAILY;BYMONTH=-1',
  'FREQ=WEEKLY;BYDAY=2MO',
  'FREQ=WEEKLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=MO,',
  'FREQ=DAILY;constructor=1',
  `FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 2000 }, (_, n) => (n % 366) + 1)}`,
  'nonsense',
])('%s is refused with the line and a reason', (rule) => {
  const { problems } = read('a.ics', event('DTSTART:20250225T210000Z', 'DURATION:PT1H', `RRULE:${rule}`));
  expect(problems.map(({ line }) => line)).toEqual([6]);
  expect(problems[0]!.found).toMatch(/^RRULE:/);
  expect(problems[0]!.found.length).toBeLessThan(400);
});

test('rules that cover too much time together are refused from the line on at which they do', () => {
  const series = ['DTSTART:19900101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'];
  const many = event(
    ...Array(40)
      .fill([...series, 'END:VEVENT', 'BEGIN:VEVENT'])
      .flat(),
    ...series,
  );
  const { problems } = read('a.ics', many);
  expect(problems.length).toBeGreaterThan(20);
  expect(problems[0]!.found).toContain('covers too long a time');
});

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const some = <T>(item: fc.Arbitrary<T>) =>
  fc.option(fc.uniqueArray(item, { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 2 });
const day = fc.integer({ min: -31, max: 31 }).filter((n) => n !== 0);
const rules = fc
  .record({
    FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    INTERVAL: fc.integer({ min: 1, max: 4 }),
    COUNT: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    WKST: fc.option(weekday, { nil: undefined }),
    BYDAY: some(weekday),
    BYMONTH: some(fc.integer({ min: 1, max: 12 })),
    BYMONTHDAY: some(day),
    BYSETPOS: some(fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0)),
  })
  .map((parts) =>
    Object.entries(parts)
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`))
      .join(';'),
  )
  .filter((rule) => typeof parseRule(rule) !== 'string');
const basic = (at: number) => new Date(at).toISOString().replace(/[-:]|\.000Z/g, '');

test.each(['Europe/Berlin', 'America/New_York', 'UTC'])(
  'the windows of a series in %s are those of the library, at the same time of day when clocks change',
  (zone) => {
    // From 04:00 on no clock of these zones skips or repeats a time.
    const first = fc
      .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 240, max: 1439 }))
      .map(([days, minute]) => Date.UTC(2022, 0, 1 + days, 0, minute));
    const offsets = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 });
    fc.assert(
      fc.property(rules, first, offsets, offsets, (rule, at, except, more) => {
        const dates = (name: string, list: number[]) =>
          list.length === 0 ? [] : [`${name};TZID=${zone}:${list.map((n) => basic(at + n * 86_400_000))}`];
        const own = [
          `DTSTART;TZID=${zone}:${basic(at)}`,
          `RRULE:${rule}`,
          ...dates('RDATE', more),
          ...dates('EXDATE', except),
        ];
        const until = { timeZoneId: 'UTC', toString: () => '2025-12-31T23:59:59+00:00[UTC]' };
        const expected = new RRuleTemporal({ rruleString: own.join('\n'), until }).all();
        const { windows, problems } = read('a.ics', event(...own, 'DURATION:PT1H'));
        expect(problems).toEqual([]);
        const past = windows.map((window) => Date.parse(window.start)).filter((moment) => moment < Date.UTC(2026, 0));
        expect(past).toEqual(
          expected.map((date) => date.epochMilliseconds).filter((moment) => moment < Date.UTC(2026, 0)),
        );
      }),
    );
  },
);
