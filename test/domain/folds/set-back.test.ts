import { expect, it } from 'vitest';
import { setBacks } from '../../../src/domain/folds/set-back.js';
import type { JournalEntry } from '../../../src/domain/journal.js';

const dated = (...times: string[]) =>
  times.map((at, n) => ({ seq: n + 1, at: `2025-02-11T${at}Z` })) as unknown as JournalEntry[];

it('an entry before the one before it is named, with how far', () => {
  expect(setBacks(dated('04:00:00.000', '05:00:00.000', '04:00:00.000', '04:30:00.000'))).toEqual([
    { seq: 3, milliseconds: 3_600_000 },
  ]);
});

it('a clock that is corrected by less than a second is not remarked', () => {
  expect(setBacks(dated('04:00:00.900', '04:00:00.100', '04:00:00.100'))).toEqual([]);
});
