import { type AttachmentReading, type AttachmentState, attachmentOutcome } from '../../domain/attachment.js';
import type { Outcome, Reason } from '../../domain/evidence.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Playbook } from '../../playbook/types.js';
import { ofType } from './collectors.js';

/** Coverage of one attachment of the playbook. `evidence` is empty when there is no file. */
export interface AttachedFile {
  /** Id in the playbook. */
  id: string;
  /** Id within the case, `A1`. */
  evidence: string;
  /** Null for a file that the playbook does not read. */
  reading: AttachmentReading | null;
  /** As conditions see it; null when nobody has been asked for it yet. */
  state: AttachmentState | null;
  outcome: Outcome;
  reason: Reason | null;
  /** The part that was not understood, or why there is no file. */
  detail: string | null;
}

const notRead = 'kept unchanged; the playbook does not read it';

/** State of every attachment of the playbook, in its order. The last entry of the journal counts. */
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

/** The part of a file that was not understood, with its first records; null when everything was understood. */
function leftOut({ problem, notUnderstood: { count, first }, records }: AttachmentReading): string | null {
  if (problem !== null) return problem;
  if (count === 0) return null;
  const named = first.map(({ record, reason }) => `record ${record}: ${reason}`).join('; ');
  return `${count} of ${records} records not understood (${named}${count > first.length ? '; …' : ''})`;
}
