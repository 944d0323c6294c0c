import { describe, expect, it } from 'vitest';
import { effective } from '../../../src/domain/folds/effective.js';
import type { JournalEntry } from '../../../src/domain/journal.js';

const given = { by: 'A', account: 'a', source: 'terminal' as const };
let seq = 0;
const entry = (type: string, data: object) =>
  ({ v: 1, seq: ++seq, at: '', type, data, prev: '', hash: '' }) as unknown as JournalEntry;
const answered = (question: string, value: string) =>
  entry('ANSWERED', { ...given, question, value, because: null, shown: ['E1#1'] });
const revised = (question: string, value: string) =>
  entry('REVISED', { ...given, question, value, because: null, reason: 'a slip' });

const brief = (entries: JournalEntry[]) =>
  entries.map(({ type, data }) => ('question' in data ? `${type} ${data.question}=${data.value}` : type));

describe('effective', () => {
  it('leaves a journal without revisions as it is', () => {
    const journal = [entry('OPENED', {}), answered('a', 'yes'), entry('COLLECTED', {})];
    expect(effective(journal)).toEqual(journal);
  });

  it('puts the revised answer in the place of the first one', () => {
    expect(brief(effective([answered('a', 'yes'), entry('COLLECTED', {}), revised('a', 'no')]))).toEqual([
      'ANSWERED a=no',
      'COLLECTED',
    ]);
  });

  it('drops what rested on the old answer and keeps evidence', () => {
    const journal = [
      answered('a', 'yes'),
      entry('ANALYSED', {}),
      entry('COLLECTED', {}),
      answered('b', 'x'),
      entry('ATTACHED', {}),
      entry('CONCLUDED', {}),
      entry('DECIDED_ACTION', {}),
      revised('a', 'no'),
    ];
    expect(brief(effective(journal))).toEqual(['ANSWERED a=no', 'COLLECTED', 'ATTACHED']);
  });

  it('takes several revisions in their order', () => {
    expect(brief(effective([answered('a', '1'), revised('a', '2'), answered('b', 'x'), revised('a', '3')]))).toEqual([
      'ANSWERED a=3',
    ]);
  });
});
