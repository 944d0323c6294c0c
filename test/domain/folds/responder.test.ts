import { expect, it } from 'vitest';
import { responderOf } from '../../../src/domain/folds/responder.js';
import type { JournalEntry } from '../../../src/domain/journal.js';

const opened = { type: 'OPENED', data: { responder: 'A' } } as JournalEntry;
const handedOver = (to: string) => ({ type: 'HANDED_OVER', data: { by: 'A', to } }) as JournalEntry;

it('a case belongs to whom it was handed over last, and before that to whom it was opened under', () => {
  expect(responderOf([opened])).toBe('A');
  expect(responderOf([opened, handedOver('B'), handedOver('C')])).toBe('C');
});
