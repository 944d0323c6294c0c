import type { FileRef } from '../domain/file.js';
import type { JournalEntry, JournalType } from '../domain/journal.js';
import { layout } from './layout.js';

/** A file that the journal doesn't name, and that casefile leaves when a process dies between two writes. */
export interface Unfinished {
  file: string;
  detail: string;
}

/**
 * What a file is that the journal does not name: a lock, a torn line, an attempt without an end, an unfinished write, or
 * the next file of its kind, written before its entry. Null: nothing that casefile leaves.
 */
export function unfinishedWrite(file: string, entries: JournalEntry[], named: Map<string, FileRef>): string | null {
  if (file === layout.lock) return 'a process works on the case, or died while it did';
  if (/^lock\.(?:displaced\.)?\d+(?:\.[0-9a-f]{16})?$/.test(file))
    return 'a process takes the lock, or died while it did';
  if (file === layout.reserve) return 'space for a last entry, left by a process that died';
  if (file === layout.torn) return 'the torn end of an entry, cut off when the case was resumed';
  if (isAttempt(file, entries)) return 'an attempt that has no end in the journal';
  const whole = file.replace(/\.part$/, '');
  if (whole !== file && (named.has(whole) || isNext(whole, entries) || isReport(whole))) return 'an unfinished write';
  return isNext(file, entries) ? 'written but not journaled: the process died in between' : null;
}

/** Reports are made again from the journal. The caller checks whether this is one. */
export const isReport = (file: string): boolean => /^report\/report\.[a-z0-9.]+$/.test(file);

const isAttempt = (file: string, entries: JournalEntry[]): boolean =>
  entries.some(({ type, data }) => type === 'COLLECTING' && file === layout.evidenceFile(data.collector, data.attempt));

/** The file that the next entry of its kind would name. */
function isNext(file: string, entries: JournalEntry[]): boolean {
  const next = (type: JournalType) => entries.filter((entry) => entry.type === type).length + 1;
  return (
    file === layout.analysisFile(next('ANALYSED')) ||
    file.startsWith(layout.attachmentFile(`A${next('ATTACHED')}`, '')) ||
    file.startsWith(layout.joinedAlert(next('JOINED') + 1, '.'))
  );
}
