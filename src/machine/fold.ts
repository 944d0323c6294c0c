import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import type { Analysis } from '../domain/analysis.js';
import type { FileRef } from '../domain/file.js';
import { effective } from '../domain/folds/effective.js';
import { coverageOf, type JournalEntry } from '../domain/journal.js';
import { verificationError } from '../errors.js';
import type { CaseMachine } from './compile.js';
import type { CaseEvent, CaseInput } from './context.js';

export type CaseState = SnapshotFrom<CaseMachine>;

/** Reads the analysis that an ANALYSED entry points at. */
export type AnalysisReader = (ref: FileRef) => Analysis;

/** The machine event of a journal entry; null for entries that do not bear on the state. */
export function toEvent(entry: JournalEntry, readAnalysis: AnalysisReader): CaseEvent | null {
  switch (entry.type) {
    case 'COLLECTED':
      return { type: 'COLLECTED', collector: entry.data.collector, coverage: coverageOf(entry.data) };
    case 'ATTACHED':
      return { type: 'ATTACHED', attachment: entry.data.attachment, id: entry.data.id };
    case 'UNAVAILABLE':
      return { type: 'UNAVAILABLE', attachment: entry.data.attachment, reason: entry.data.reason };
    case 'ANALYSED':
      return { type: 'ANALYSED', analysis: readAnalysis(entry.data.file) };
    case 'ANSWERED':
      return { type: 'ANSWERED', question: entry.data.question, value: entry.data.value };
    case 'CONCLUDED': {
      const { level, proposed, score, overridden } = entry.data;
      return { type: 'CONCLUDED', level, proposed, score, overridden };
    }
    case 'DECIDED_ACTION':
      return { type: 'DECIDED_ACTION', action: entry.data.action, decision: entry.data.decision };
    case 'JOINED':
      return {
        type: 'JOINED',
        joined: { id: entry.data.id, detection: entry.data.detection },
        legalHold: entry.data.handling.legalHold,
      };
    default:
      return null;
  }
}

export const initialState = (machine: CaseMachine, input: CaseInput): CaseState => initialTransition(machine, input)[0];

/**
 * Moves one event on.
 * @throws KnownError exit 5 when the state cannot take the event: the journal and the playbook do not belong together.
 */
export function step(machine: CaseMachine, state: CaseState, event: CaseEvent): CaseState {
  if (state.can(event)) return transition(machine, state, event)[0];
  throw verificationError('journal-does-not-fit', {
    what: `The case cannot take ${event.type} in the state ${JSON.stringify(state.value)}`,
    expected: 'a journal that was written with the playbook pinned in the case folder',
    next: 'Check the folder with `casefile verify`.',
  });
}

/** The state of a case: a fold of its effective journal. The first entry is OPENED. */
export function fold(machine: CaseMachine, journal: JournalEntry[], readAnalysis: AnalysisReader): CaseState {
  const opened = journal[0];
  if (opened?.type !== 'OPENED')
    throw verificationError('journal-not-opened', { what: "The journal doesn't begin with OPENED" });
  return effective(journal).reduce(
    (state, entry) => {
      const event = toEvent(entry, readAnalysis);
      return event ? step(machine, state, event) : state;
    },
    initialState(machine, opened.data),
  );
}
