import { readAttachment } from '../attachments/index.js';
import type { Attached, AttachmentReading } from '../domain/attachment.js';
import type { FileRef } from '../domain/file.js';
import type { JournalEntry } from '../domain/journal.js';
import type { CaseContext } from '../machine/context.js';
import type { Playbook } from '../playbook/types.js';

/** Gives the bytes of a file of the case folder, as the journal sealed them. */
export type ReadFile = (ref: FileRef) => Uint8Array;

/** Readings by kind and hash of the bytes, because a case asks for them after every answer. */
const readings = new Map<string, AttachmentReading>();

function readOnce(kind: string, ref: FileRef, readFile: ReadFile): AttachmentReading {
  const bytes = readFile(ref);
  const key = `${kind} ${ref.sha256}`;
  const reading = readings.get(key) ?? readAttachment(kind, bytes);
  readings.set(key, reading);
  return reading;
}

/** Contents of the attached files of a case, by their id `A1`. Files that the playbook does not read are left out. */
export function readAttachments(
  playbook: Playbook,
  journal: JournalEntry[],
  readFile: ReadFile,
): { [id: string]: AttachmentReading } {
  return Object.fromEntries(
    journal.flatMap((entry) => {
      if (entry.type !== 'ATTACHED') return [];
      const reads = playbook.attachments[entry.data.attachment]?.reads ?? null;
      return reads === null ? [] : [[entry.data.id, readOnce(reads, entry.data.file, readFile)] as const];
    }),
  );
}

/** State of each attachment that somebody was asked for, by its id in the playbook. */
export const attachedNow = (
  { attached }: CaseContext,
  readingOf: (id: string) => AttachmentReading | null,
): { [attachment: string]: Attached } =>
  Object.fromEntries(
    Object.entries(attached).map(([attachment, file]): [string, Attached] => {
      if ('unavailable' in file) return [attachment, { id: null, state: 'unavailable', rows: [] }];
      const { id } = file;
      const reading = readingOf(id);
      if (reading && reading.problem !== null) return [attachment, { id, state: 'notUnderstood', rows: [] }];
      return [attachment, { id, state: 'attached', rows: reading?.rows ?? [] }];
    }),
  );
