import type { Coverage } from '../../domain/evidence.js';
import { coverageOf, type JournalEntry } from '../../domain/journal.js';
import type { Playbook } from '../../playbook/types.js';

/** What became of one collector of the playbook. `evidence` is empty where none was begun. */
export interface CollectorState extends Coverage {
  id: string;
  required: boolean;
  /** The journal holds its beginning. */
  begun: boolean;
}

const ofType = <T extends JournalEntry['type']>(journal: JournalEntry[], type: T): JournalEntry<T>[] =>
  journal.filter((entry): entry is Extract<JournalEntry, JournalEntry<T>> => entry.type === type) as JournalEntry<T>[];

/** State of every collector that the playbook declares, in its order; the last finished attempt counts. */
export function collectorStates(playbook: Playbook, journal: JournalEntry[]): CollectorState[] {
  const begun = ofType(journal, 'COLLECTING');
  const ended = ofType(journal, 'COLLECTED');
  return Object.entries(playbook.collectors).map(([id, { required }]) => {
    const end = ended.findLast((entry) => entry.data.collector === id);
    const start = begun.findLast((entry) => entry.data.collector === id);
    const base = { id, required, begun: start !== undefined };
    if (end) return { ...base, ...coverageOf(end.data) };
    const none = { detail: null, items: 0, sources: [], truncated: false };
    return start
      ? { ...base, ...none, outcome: 'failed', reason: 'interrupted', evidence: start.data.evidence }
      : { ...base, ...none, outcome: 'notRun', reason: null, evidence: '' };
  });
}

/** Attempts that began and have no end, and were therefore superseded or never repeated. */
export function unfinishedAttempts(journal: JournalEntry[]): JournalEntry<'COLLECTING'>[] {
  const ended = new Set(ofType(journal, 'COLLECTED').map((entry) => entry.data.evidence));
  return ofType(journal, 'COLLECTING').filter((entry) => !ended.has(entry.data.evidence));
}

export { ofType };
