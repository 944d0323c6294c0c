import type { Analysis } from '../domain/analysis.js';
import type { AttachmentReading } from '../domain/attachment.js';
import type { EvidenceItem } from '../domain/evidence.js';
import type { JournalEntry } from '../domain/journal.js';
import type { Playbook } from '../playbook/types.js';

/**
 * Everything that a report can use. It comes only from the case folder, so the same journal and the same version of
 * casefile give the same bytes on every machine.
 */
export interface ReportInput {
  /** The verified journal: complete and in order, because the report shows revised answers too. */
  journal: JournalEntry[];
  /** The copy that is pinned in the case folder. */
  playbook: Playbook;
  /** The last analysis; null before the first. */
  analysis: Analysis | null;
  /** Every evidence file, unfinished attempts included, by evidence id. */
  evidence: EvidenceItem[];
  /** Contents of attached files, by their id `A1`; without files that the playbook does not read. */
  attachments: { [id: string]: AttachmentReading };
  tool: { name: string; version: string };
  /** What the case waits for; null at its end. */
  pending: { kind: string; key: string; title: string } | null;
}
