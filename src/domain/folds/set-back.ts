import type { JournalEntry } from '../journal.js';

/** An entry that is dated before the one before it. */
export interface SetBack {
  seq: number;
  milliseconds: number;
}

/** Machines that keep time correct their clocks by less. */
const unremarkable = 1000;

/**
 * Entries whose time lies more than a second before that of the entry before them: the clock was set back, the case went
 * on on another machine, or a journal was dated by hand. Hashes show the order of entries, and never when they were made.
 */
export const setBacks = (entries: readonly JournalEntry[]): SetBack[] =>
  entries.flatMap(({ seq, at }, n) => {
    const milliseconds = n === 0 ? 0 : Date.parse(entries[n - 1]!.at) - Date.parse(at);
    return milliseconds > unremarkable ? [{ seq, milliseconds }] : [];
  });
