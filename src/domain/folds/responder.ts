import type { JournalEntry } from '../journal.js';

/** Whose case it is: the name of the last hand-over, before one the name that it was opened under; null for no case. */
export const responderOf = (journal: readonly JournalEntry[]): string | null =>
  journal.reduce<string | null>((before, { type, data }) => {
    if (type === 'OPENED') return data.responder;
    return type === 'HANDED_OVER' ? data.to : before;
  }, null);
