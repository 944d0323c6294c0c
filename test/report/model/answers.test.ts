import { describe, expect, it } from 'vitest';
import { effective } from '../../../src/domain/folds/effective.js';
import type { JournalEvent } from '../../../src/domain/journal.js';
import { lastStanding, standings } from '../../../src/report/model/answers.js';
import { answered, concluded, journalOf } from '../sample/case.js';

describe('standings', () => {
  it('agree with the journal that the machine folds', () => {
    const { journal } = concluded();
    const standing = [...standings(journal)].filter(([, each]) => each === 'effective').map(([entry]) => entry.seq);
    const folded = effective(journal).filter(({ type }) =>
      ['ANSWERED', 'REVISED', 'CONCLUDED', 'DECIDED_ACTION'].includes(type),
    );
    expect(standing.sort()).toEqual(folded.map(({ seq }) => seq).sort());
  });

  it('keep a replaced and a dropped answer distinct', () => {
    const { journal } = concluded();
    expect([...standings(journal).values()]).toEqual([
      'replaced',
      'dropped',
      'effective',
      'effective',
      'effective',
      'effective',
    ]);
  });

  it('drop a verdict that was given on a revised answer', () => {
    const by = { by: 'J. Doe', account: 'x', source: 'terminal' as const };
    const journal = journalOf([
      answered('authorised', 'yes'),
      {
        type: 'CONCLUDED',
        data: { ...by, level: 'authorised', proposed: 'authorised', score: 0, overridden: false, because: null },
      },
      { type: 'REVISED', data: { ...by, question: 'authorised', value: 'no', because: null, reason: 'a slip' } },
    ]);
    expect(lastStanding(standings(journal), 'CONCLUDED')).toBeNull();
  });

  it('drop a revision of an answer that was already dropped', () => {
    const revised = (question: string): JournalEvent => ({
      type: 'REVISED',
      data: { by: 'J. Doe', account: 'x', source: 'terminal', question, value: 'no', because: null, reason: 'a slip' },
    });
    const journal = journalOf([
      answered('authorised', 'yes'),
      answered('change', 'CHG-1'),
      revised('authorised'),
      revised('change'),
    ]);
    expect([...standings(journal).values()]).toEqual(['replaced', 'dropped', 'effective', 'dropped']);
  });
});
