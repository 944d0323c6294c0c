import { readAnalysis } from '../case/analysis/read.js';
import { readEvidence, readUnfinished } from '../case/evidence/read.js';
import { readJournal } from '../case/journal/journal.js';
import { inCase, layout } from '../case/layout.js';
import { loadPinned } from '../case/resume.js';
import { readSealed } from '../case/sealed.js';
import type { AttachmentReading } from '../domain/attachment.js';
import type { EvidenceItem } from '../domain/evidence.js';
import { effective } from '../domain/folds/effective.js';
import type { JournalEntry } from '../domain/journal.js';
import { readAttachments } from '../driver/attached.js';
import { compileMachine } from '../machine/compile.js';
import { type Due, whatIsDue } from '../machine/due.js';
import { type CaseState, fold } from '../machine/fold.js';
import { tool } from '../package.js';
import type { Playbook } from '../playbook/types.js';
import type { ReportInput } from '../report/types.js';
import { load } from './playbooks.js';

/** A case as it is on disk, read without taking its lock. */
export interface CaseView {
  dir: string;
  journal: JournalEntry[];
  playbook: Playbook;
  state: CaseState;
  due: Due;
}

/** Reads and folds a case. @throws KnownError exit 5 when it does not verify. */
export function viewCase(dir: string): CaseView {
  const journal = readJournal(inCase(dir, layout.journal)).entries;
  const playbook = loadPinned(dir, journal, load);
  const state = fold(compileMachine(playbook), journal, (ref) => readAnalysis(dir, ref));
  return { dir, journal, playbook, state, due: whatIsDue(playbook, state) };
}

/** The answers-file key, or the collectors, that a case waits for. */
export function pendingOf(due: Due): { kind: string; key: string } | null {
  switch (due.kind) {
    case 'end':
      return null;
    case 'ask':
      return { kind: 'ask', key: `answers.${due.question}` };
    case 'attach':
      return { kind: 'attach', key: `attach.${due.attachment}` };
    case 'decide':
      return { kind: 'decide', key: 'verdict' };
    case 'act':
      return { kind: 'act', key: `actions.${due.action}` };
    case 'collect':
      return { kind: 'collect', key: due.collectors.join(',') };
    case 'analyse':
      return { kind: 'analyse', key: due.step.id };
  }
}

/** Everything that the report is made from, without earlier reports: the same case gives the same bytes. */
export function reportInput(view: CaseView): ReportInput {
  const { dir, journal, playbook, due } = view;
  // An analysis that a revised answer made void is not the case's last word.
  const last = effective(journal).findLast((entry) => entry.type === 'ANALYSED') as
    | JournalEntry<'ANALYSED'>
    | undefined;
  const pending = pendingOf(due);
  return {
    journal: journal.filter((entry) => entry.type !== 'REPORTED'),
    playbook,
    analysis: last ? readAnalysis(dir, last.data.file) : null,
    evidence: evidenceItems(dir, journal),
    attachments: attachmentsOf(view),
    tool,
    pending: pending && due.kind !== 'end' ? { ...pending, title: due.step.title } : null,
  };
}

/** Contents of the attached files, read as the playbook says. */
export const attachmentsOf = ({ dir, playbook, journal }: CaseView): { [id: string]: AttachmentReading } =>
  readAttachments(playbook, journal, (ref) => readSealed(dir, ref));

/** Every attempt that the journal names, in its order; one that it has no end of is read as far as it goes. */
function evidenceItems(dir: string, journal: JournalEntry[]): EvidenceItem[] {
  const finished = new Map(
    journal.flatMap((entry) => (entry.type === 'COLLECTED' ? [[entry.data.evidence, entry.data.file] as const] : [])),
  );
  return journal.flatMap((entry) => {
    if (entry.type !== 'COLLECTING') return [];
    const ref = finished.get(entry.data.evidence);
    return ref ? readEvidence(dir, ref) : (readUnfinished(dir, entry.data) ?? []);
  });
}
