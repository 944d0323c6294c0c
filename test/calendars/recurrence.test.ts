import fc from 'fast-check';
import { expect, test } from 'vitest';
import { occurrences, parseRule, type Rule } from '../../src/calendars/recurrence.js';

const start = Date.UTC(2025, 0, 31, 21);
const until = Date.UTC(2030, 0);
const days = (rule: string, limit = 6): string[] =>
  [...occurrences(start, parseRule(rule) as Rule, until, limit)].map((at) => new Date(at).toISOString().slice(0, 10));

test.each([
  ['FREQ=DAILY;INTERVAL=10;COUNT=3', ['2025-01-31', '2025-02-10', '2025-02-20']],
  ['FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4', ['2025-01-31', '2025-02-04', '2025-02-07', '2025-02-11']],
  ['FREQ=WEEKLY;INTERVAL=2;UNTIL=20250301', ['2025-01-31', '2025-02-14', '2025-02-28']],
  // months that have no 31st are left out, not moved
  ['FREQ=MONTHLY;COUNT=3', ['2025-01-31', '2025-03-31', '2025-05-31']],
  ['FREQ=MONTHLY;BYDAY=2TU;COUNT=2', ['2025-02-11', '2025-03-11']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', ['2025-01-31', '2025-02-28', '2025-03-31']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', ['2025-01-31', '2025-02-28']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2', ['2025-03-30', '2026-03-29']],
  ['FREQ=YEARLY;COUNT=2', ['2025-01-31', '2026-01-31']],
])('%s', (rule, expected) => {
  expect(days(rule)).toEqual(expected);
});

test('a rule that never holds ends', () => {
  expect(days('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')).toEqual([]);
});

test.each([
  'FREQ=HOURLY',
  'FREQ=WEEKLY;BYHOUR=3',
  'INTERVAL=2',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=WEEKLY;BYDAY=2MO',
  'nonsense',
])('%s is refused with a reason', (rule) => {
  expect(typeof parseRule(rule)).toBe('string');
});

test('occurrences are in order, apart, at the time of the first, and no more than asked for', () => {
  const rule = fc.record({
    FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    INTERVAL: fc.integer({ min: 1, max: 20 }).map(String),
  });
  fc.assert(
    fc.property(
      rule,
      fc.integer({ min: 0, max: 60 * 60 * 24 * 365 * 30 }),
      fc.integer({ min: 1, max: 50 }),
      (parts, at, limit) => {
        const found = [...occurrences(at * 1000, parts, at * 1000 + 3e11, limit)];
        expect(found[0]).toBe(at * 1000);
        expect(found.length).toBeLessThanOrEqual(limit);
        for (const [n, each] of found.entries()) {
          expect(each % 86_400_000).toBe((at * 1000) % 86_400_000);
          if (n > 0) expect(each).toBeGreaterThan(found[n - 1]!);
        }
      },
    ),
  );
});
