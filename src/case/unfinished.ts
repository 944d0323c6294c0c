import type { FileRef } from '../domain/file.js';
import type { JournalEntry, JournalType } from '../domain/journal.js';
import { layout } from './layout.js';

/** A file that the journal does not name, and that casefile itself leaves where a process dies between two writes. */
export interface Unfinished {
  file: string;
  detail: string;
}

/**
 * What a file is that the journal does not name: a lock, a torn line, an attempt without an end, the half of a write, or
 * the next file of its kind, written before its entry. Null: nothing that casefile leaves.
 */
export function unfinishedWrite(file: string, entries: JournalEntry[], named: Map<string, FileRef>): string | null {
  if (file === layout.lock) return 'somebody works on the case, or died doing so';
  if (/^lock\.(?:displaced\.)?\d+(?:\.[0-9a-f]{16})?$/.test(file)) return 'a process takes the lock, or died doing so';
  if (file === layout.reserve) return 'room for a last entry, left by a process that died';
  if (file === layout.torn) return 'the torn end of an entry, cut off when the case was resumed';
  if (isAttempt(file, entries)) return 'an attempt that the journal has no end of';
  const whole = file.replace(/\.part$/, '');
  if (whole !== file && (named.has(whole) || isNext(whole, entries) || isReport(whole))) return 'the half of a write';
  return isNext(file, entries) ? 'written, and not journaled: the process died in between' : null;
}

/** Reports are made again from the journal; whether this is one is for the caller to see. */
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
