import type { Analysis } from '../domain/analysis.js';
import type { AttachmentReading } from '../domain/attachment.js';
import type { EvidenceItem } from '../domain/evidence.js';
import type { JournalEntry } from '../domain/journal.js';
import type { Playbook } from '../playbook/types.js';

/**
 * All that a report may know. It is read from the case folder and from nothing else, so the same journal and the same
 * tool version give the same bytes on every machine.
 */
export interface ReportInput {
  /** The verified journal, in order, with nothing dropped: the report shows revised answers too. */
  journal: JournalEntry[];
  /** The copy pinned in the case folder. */
  playbook: Playbook;
  /** The last analysis; null before the first. */
  analysis: Analysis | null;
  /** Every evidence file, unfinished attempts included, by evidence id. */
  evidence: EvidenceItem[];
  /** What attached files hold, by their id `A1`; files that the playbook does not read are not among them. */
  attachments: { [id: string]: AttachmentReading };
  tool: { name: string; version: string };
  /** What the case waits for; null when it has reached its end. */
  pending: { kind: string; key: string; title: string } | null;
}
