import { type AttachmentReading, type AttachmentState, attachmentOutcome } from '../../domain/attachment.js';
import type { Outcome, Reason } from '../../domain/evidence.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Playbook } from '../../playbook/types.js';
import { ofType } from './collectors.js';

/** What became of one attachment of the playbook, in the words of coverage. `evidence` is empty where there is no file. */
export interface AttachedFile {
  /** Id in the playbook. */
  id: string;
  /** Id within the case, `A1`. */
  evidence: string;
  /** Null for a file that the playbook does not have read. */
  reading: AttachmentReading | null;
  /** As conditions see it; null while nobody was asked for it. */
  state: AttachmentState | null;
  outcome: Outcome;
  reason: Reason | null;
  /** What was not understood of it, or why there is none. */
  detail: string | null;
}

const notRead = 'kept as it is; the playbook does not have it read';

/** State of every attachment that the playbook declares, in its order; the last word of the journal counts. */
export const attachedFiles = (
  playbook: Playbook,
  journal: JournalEntry[],
  readings: { [id: string]: AttachmentReading },
): AttachedFile[] =>
  Object.keys(playbook.attachments).map((id) => {
    const none = { id, evidence: '', reading: null, outcome: 'notRun' as const, reason: null };
    const file = ofType(journal, 'ATTACHED').findLast(({ data }) => data.attachment === id);
    const gap = ofType(journal, 'UNAVAILABLE').findLast(({ data }) => data.attachment === id);
    if (!file) return { ...none, state: gap ? 'unavailable' : null, detail: gap?.data.reason ?? null };
    const evidence = file.data.id;
    const reading = readings[evidence] ?? null;
    if (!reading) return { ...none, evidence, state: 'attached', outcome: 'collected', detail: notRead };
    const state = reading.problem === null ? 'attached' : 'notUnderstood';
    return { id, evidence, reading, state, ...attachmentOutcome(reading), detail: leftOut(reading) };
  });

/** What of a file was not understood, with the first records of it; null where all was. */
function leftOut({ problem, notUnderstood: { count, first }, records }: AttachmentReading): string | null {
  if (problem !== null) return problem;
  if (count === 0) return null;
  const named = first.map(({ record, reason }) => `record ${record}: ${reason}`).join('; ');
  return `${count} of ${records} records not understood (${named}${count > first.length ? '; …' : ''})`;
}
