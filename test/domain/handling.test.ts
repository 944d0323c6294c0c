import { describe, expect, it } from 'vitest';
import { handlingOf, handlingText, unsaid } from '../../src/domain/handling.js';
import type { JournalEntry } from '../../src/domain/journal.js';

const entry = (type: 'OPENED' | 'JOINED', handling: object) =>
  ({ type, data: { handling: { ...unsaid, ...handling } } }) as JournalEntry;

describe('handlingOf', () => {
  it('takes what a joined alert adds, and keeps what it leaves open', () => {
    const journal = [entry('OPENED', { caseRef: 'INC-1', tlp: 'GREEN' }), entry('JOINED', { tlp: 'RED' })];
    expect(handlingOf(journal)).toEqual({ caseRef: 'INC-1', tlp: 'RED', legalHold: false });
  });

  it('never lets go of a legal hold', () => {
    expect(handlingOf([entry('OPENED', { legalHold: true }), entry('JOINED', {})]).legalHold).toBe(true);
  });
});

it('is one line, and only if there is something to say', () => {
  expect(handlingText(unsaid)).toBeNull();
  expect(handlingText({ caseRef: 'INC-1', tlp: 'AMBER+STRICT', legalHold: true })).toBe(
    'TLP:AMBER+STRICT, case reference INC-1, legal hold',
  );
});
