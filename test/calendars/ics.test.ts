import fc from 'fast-check';
import { expect, test } from 'vitest';
import { event, read, spans } from './read.js';

test('an event in UTC is one window, named by its summary and by the line that it begins on', () => {
  const text = event('UID:1', 'DTSTART:20250225T200000Z', 'DTEND:20250225T220000Z', 'SUMMARY:CHG-1\\, HCM', ' update');
  expect(read('changes.ics', text)).toEqual({
    problems: [],
    leftOut: [],
    windows: [
      {
        start: '2025-02-25T20:00:00.000Z',
        end: '2025-02-25T22:00:00.000Z',
        zone: 'UTC',
        label: 'CHG-1, HCMupdate',
        source: 'changes.ics:3',
      },
    ],
  });
});

test('a recurring event keeps its local time when clocks change', () => {
  const text = event('DTSTART;TZID=Europe/Berlin:20250324T210000', 'DURATION:PT2H', 'RRULE:FREQ=WEEKLY;COUNT=3');
  expect(spans(read('a.ics', text))).toEqual([
    '2025-03-24T20:00 2025-03-24T22:00',
    '2025-03-31T19:00 2025-03-31T21:00',
    '2025-04-07T19:00 2025-04-07T21:00',
  ]);
});

test('a time that occurs twice is the first of the two, and a skipped one is read as if clocks had not changed', () => {
  const inBerlin = (name: string, time: string) => `${name};TZID=Europe/Berlin:${time}`;
  const twice = inBerlin('RDATE', '20251026T023000');
  const series = event(inBerlin('DTSTART', '20250329T023000'), 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2', twice);
  expect(spans(read('a.ics', series))).toEqual([
    '2025-03-29T01:30 2025-03-29T02:30',
    '2025-03-30T01:30 2025-03-30T02:30',
    '2025-10-26T00:30 2025-10-26T01:30',
  ]);
});

test('a zone that the file defines itself is used, as Outlook writes it', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];
  const inside = event(
    'DTSTART;TZID=W. Europe Standard Time:20250225T210000',
    'DTEND;TZID=W. Europe Standard Time:20250225T230000',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=25;COUNT=3',
  );
  const text = inside.replace('VERSION:2.0', ['VERSION:2.0', ...zone].join('\r\n'));
  expect(spans(read('a.ics', text))).toEqual([
    '2025-02-25T20:00 2025-02-25T22:00',
    '2025-03-25T20:00 2025-03-25T22:00',
    '2025-04-25T19:00 2025-04-25T21:00',
  ]);
});

test('exceptions are left out, and changed instances replace the original', () => {
  const series = event(
    'UID:s',
    'DTSTART:20250203T200000Z',
    'DTEND:20250203T220000Z',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE:20250210T200000Z',
  );
  const moved = [
    'BEGIN:VEVENT',
    'UID:s',
    'RECURRENCE-ID:20250217T200000Z',
    'DTSTART:20250218T200000Z',
    'DTEND:20250218T210000Z',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  expect(spans(read('a.ics', series.replace('END:VCALENDAR', moved.join('\r\n')))).sort()).toEqual([
    '2025-02-03T20:00 2025-02-03T22:00',
    '2025-02-18T20:00 2025-02-18T21:00',
    '2025-02-24T20:00 2025-02-24T22:00',
  ]);
});

test('a cancelled or tentative event is left out and reported', () => {
  const text = event('DTSTART:20250225T200000Z', 'DTEND:20250225T220000Z', 'STATUS:CANCELLED');
  expect(read('a.ics', text)).toEqual({ windows: [], problems: [], leftOut: ['a.ics:3 is cancelled'] });
});

test('an all-day event lasts from midnight to midnight of its zone', () => {
  const text = event('DTSTART;VALUE=DATE:20250330', 'DTEND;VALUE=DATE:20250331');
  expect(spans(read('a.ics', text, 'Europe/Berlin'))).toEqual(['2025-03-29T23:00 2025-03-30T22:00']);
});

test('a floating time gets the calendar’s own zone, and is a mistake without one', () => {
  const text = event('DTSTART:20250225T210000', 'DTEND:20250225T230000');
  expect(read('a.ics', text).problems).toEqual([
    {
      line: 4,
      found: 'DTSTART 20250225T210000, which has no zone',
      expected: 'a Z, a TZID that the file defines or the IANA database has, or the zone as --zone Europe/Berlin',
    },
  ]);
  const zoned = text.replace('VERSION:2.0', 'X-WR-TIMEZONE:Europe/Berlin');
  expect(spans(read('a.ics', zoned))).toEqual(['2025-02-25T20:00 2025-02-25T22:00']);
});

test('all mistakes of a calendar come together, each with its line', () => {
  const events = [
    ['DTSTART;TZID=Nowhere/Land:20250225T210000', 'DURATION:PT1H'],
    ['DTSTART:20250225T210000Z', 'DTEND:20250225T200000Z'],
    ['DTSTART:20250225T210000Z', 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY'],
    ['SUMMARY:no time'],
    ['DTSTART:soon', 'what is this'],
  ];
  const text = ['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'])].join('\n');
  const { windows, problems } = read('changes.ics', text);
  expect(windows).toEqual([]);
  expect(problems.map(({ line, found }) => `${line}: ${found}`)).toEqual([
    '20: what is this',
    '1: BEGIN:VCALENDAR without its end',
    "3: DTSTART 20250225T210000, whose zone Nowhere/Land isn't known",
    '8: the end 20250225T200000Z',
    '13: RRULE:FREQ=SECONDLY (FREQ=SECONDLY is not understood)',
    '15: an event without DTSTART',
    '19: DTSTART soon',
  ]);
});

test('a series that gives more windows than a case takes is a mistake', () => {
  const text = event('DTSTART:20000101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');
  expect(read('a.ics', text).problems).toEqual([
    { line: 1, found: 'more than 5000 windows', expected: 'fewer: export the calendar over a shorter range' },
  ]);
});

test('every calendar of windows in UTC is read as it was written', () => {
  const seconds = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
  const basic = (at: number) => new Date(at * 1000).toISOString().replace(/[-:]|\.000/g, '');
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 1e6 }), (at, length) => {
      const { windows, problems } = read('a.ics', event(`DTSTART:${basic(at)}`, `DTEND:${basic(at + length)}`));
      expect(problems).toEqual([]);
      expect(windows.map(({ start, end }) => [Date.parse(start), Date.parse(end)])).toEqual([
        [at * 1000, (at + length) * 1000],
      ]);
    }),
  );
});

test('any calendar gives windows or mistakes, and reading it ends', () => {
  const word = fc.constantFrom(
    'DTSTART',
    'DTEND',
    'RRULE',
    'BEGIN',
    'END',
    'VEVENT',
    'VCALENDAR',
    'VTIMEZONE',
    ':',
    ';',
    '=',
    'TZID',
    '20250225T210000',
    'FREQ',
    'DAILY',
    'COUNT',
    '-1',
    '\n',
    '\r\n ',
    '"',
  );
  const lines = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map((words) => words.join(''));
  fc.assert(
    fc.property(lines, (inside) => {
      const { windows, problems, leftOut } = read('a.ics', event(inside));
      expect(windows.length + problems.length + leftOut.length).toBeGreaterThan(0);
    }),
  );
});
