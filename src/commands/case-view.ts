import { readdirSync, readFileSync } from 'node:fs';
import { readEvidence } from '../case/evidence-file.js';
import { readJournal } from '../case/journal.js';
import { inCase, layout } from '../case/layout.js';
import { loadPinned } from '../case/resume.js';
import type { Analysis } from '../domain/analysis.js';
import type { EvidenceItem } from '../domain/evidence.js';
import type { JournalEntry } from '../domain/journal.js';
import { compileMachine } from '../machine/compile.js';
import { type Due, whatIsDue } from '../machine/due.js';
import { type CaseState, fold } from '../machine/fold.js';
import type { Playbook } from '../playbook/types.js';
import type { ReportInput } from '../report/types.js';
import { tool } from './package-root.js';
import { load } from './playbooks.js';

/** A case as it lies on disk, read without taking its lock. */
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
  const state = fold(compileMachine(playbook), journal, (n) => readAnalysis(dir, n));
  return { dir, journal, playbook, state, due: whatIsDue(playbook, state) };
}

const readAnalysis = (dir: string, n: number): Analysis =>
  JSON.parse(readFileSync(inCase(dir, layout.analysisFile(n)), 'utf8')) as Analysis;

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

/** Everything that the report is made of. Earlier reports are not part of it: the same case gives the same bytes. */
export function reportInput({ dir, journal, playbook, due }: CaseView): ReportInput {
  const last = journal.findLast((entry) => entry.type === 'ANALYSED') as JournalEntry<'ANALYSED'> | undefined;
  const pending = pendingOf(due);
  return {
    journal: journal.filter((entry) => entry.type !== 'REPORTED'),
    playbook,
    analysis: last ? readAnalysis(dir, last.data.n) : null,
    evidence: evidenceItems(dir),
    tool,
    pending: pending && due.kind !== 'end' ? { ...pending, title: due.step.title } : null,
  };
}

function evidenceItems(dir: string): EvidenceItem[] {
  return readdirSync(inCase(dir, layout.evidence))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readEvidence(dir, `${layout.evidence}/${name}`) ?? [])
    .sort((a, b) => Number(a.header.evidence.slice(1)) - Number(b.header.evidence.slice(1)));
}
