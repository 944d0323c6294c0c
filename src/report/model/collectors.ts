import type { Coverage } from '../../domain/evidence.js';
import { coverageOf, type JournalEntry } from '../../domain/journal.js';
import type { Playbook } from '../../playbook/types.js';

/** Coverage of one collector of the playbook. `evidence` is empty when no attempt began. */
export interface CollectorState extends Coverage {
  id: string;
  required: boolean;
  /** The journal has its beginning. */
  begun: boolean;
}

const ofType = <T extends JournalEntry['type']>(journal: JournalEntry[], type: T): JournalEntry<T>[] =>
  journal.filter((entry): entry is Extract<JournalEntry, JournalEntry<T>> => entry.type === type) as JournalEntry<T>[];

/** State of every collector of the playbook, in its order. The last finished attempt counts. */
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

/** Attempts that began and have no recorded end. */
export function unfinishedAttempts(journal: JournalEntry[]): JournalEntry<'COLLECTING'>[] {
  const ended = new Set(ofType(journal, 'COLLECTED').map((entry) => entry.data.evidence));
  return ofType(journal, 'COLLECTING').filter((entry) => !ended.has(entry.data.evidence));
}

export { ofType };
