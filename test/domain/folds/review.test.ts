import { describe, expect, it } from 'vitest';
import { reviewOf } from '../../../src/domain/folds/review.js';
import type { JournalEntry, JournalEvent } from '../../../src/domain/journal.js';

const rules = { benign: ['authorised'] };
const given = (by: string) => ({ by, account: 'a', source: 'answers' as const });
const answered: JournalEvent = {
  type: 'ANSWERED',
  data: { ...given('A'), question: 'known', value: 'yes', because: null, shown: [] },
};
const revised: JournalEvent = {
  type: 'REVISED',
  data: { ...given('A'), question: 'known', value: 'no', because: null, reason: 'wrong' },
};
const concluded = (level: string): JournalEvent => ({
  type: 'CONCLUDED',
  data: { ...given('A'), level, proposed: level, score: 0, overridden: false, because: null },
});
const decided = (decision: 'done' | 'declined', by = 'B'): JournalEvent => ({
  type: 'DECIDED_ACTION',
  data: { ...given(by), action: 'block', decision, because: null },
});
const reviewed = (by: string): JournalEvent => ({
  type: 'REVIEWED',
  data: { ...given(by), level: 'authorised', because: null },
});
const journal = (...events: JournalEvent[]) => events.map((event, n) => ({ ...event, seq: n + 1 }) as JournalEntry);
const reviewers = (...events: JournalEvent[]) => reviewOf(journal(...events), rules).reviews.map(({ data }) => data.by);

describe('a second name is wanted', () => {
  it.each<[string, JournalEvent[], string[]]>([
    ['for a benign verdict', [concluded('authorised')], ['benign verdict']],
    ['for containment', [concluded('suspicious'), decided('done')], ['containment']],
    ['for neither a bad verdict nor a declined action', [concluded('suspicious'), decided('declined')], []],
    ['for nothing in an open case', [answered], []],
  ])('%s', (_, events, needed) => expect(reviewOf(journal(...events), rules).needed).toEqual(needed));

  it('from none of those who decided', () => {
    expect(reviewOf(journal(concluded('suspicious'), decided('done')), rules).decidedBy).toEqual(['A', 'B']);
  });
});

describe('a review stands', () => {
  it('when it came after all that it covers', () => {
    expect(reviewers(concluded('authorised'), reviewed('C'))).toEqual(['C']);
  });

  it('not when an action was decided afterwards', () => {
    expect(reviewers(concluded('suspicious'), reviewed('C'), decided('done'))).toEqual([]);
  });

  it('not when the verdict was dropped by a revision, nor for the verdict that followed', () => {
    const before = [answered, concluded('authorised'), reviewed('C'), revised];
    expect(reviewers(...before)).toEqual([]);
    expect(reviewers(...before, concluded('suspicious'))).toEqual([]);
    expect(reviewers(...before, concluded('suspicious'), reviewed('D'))).toEqual(['D']);
  });
});
