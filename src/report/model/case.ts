import type { Analysis } from '../../domain/analysis.js';
import type { Engine, EvidenceItem } from '../../domain/evidence.js';
import { type ReviewState, reviewOf } from '../../domain/folds/review.js';
import { type Handling, handlingOf } from '../../domain/handling.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { parseTime } from '../../domain/time.js';
import { namesUsed } from '../../playbook/conditions/index.js';
import type { Expression, Playbook } from '../../playbook/types.js';
import type { ReportInput } from '../types.js';
import { type AnswerEntry, answerHistory, lastStanding, type Standing, standings } from './answers.js';
import { type AttachedFile, attachedFiles } from './attachments.js';
import { type CollectorState, collectorStates, ofType } from './collectors.js';
import { type Fact, factsOf, refsIn } from './facts.js';
import { attachmentTables, evidenceTables, type RowsByRef, rowsReferredTo } from './rows.js';

/** Input of the sections: the report's input, and values that more than one section needs. */
export interface Case {
  journal: JournalEntry[];
  playbook: Playbook;
  analysis: Analysis | null;
  tool: ReportInput['tool'];
  pending: ReportInput['pending'];
  opened: JournalEntry<'OPENED'>;
  /** The last entry that the report covers. The report's own entry comes after it. */
  head: JournalEntry;
  answers: { entry: AnswerEntry; standing: Standing }[];
  conclusion: JournalEntry<'CONCLUDED'> | null;
  /** The valid decision on an action. */
  decisionOn(action: string): JournalEntry<'DECIDED_ACTION'> | null;
  /** Case reference, TLP label, legal hold. */
  handling: Handling;
  /** Has a second person reviewed the case, and is a review needed? */
  review: ReviewState;
  collectors: CollectorState[];
  evidence: EvidenceItem[];
  attachments: AttachedFile[];
  /** Evidence of a collector's last attempt; null when there is none. */
  evidenceOf(collector: string): EvidenceItem | null;
  /** The engines that answered, in order. */
  engines: AnsweredEngine[];
  facts: Fact[];
  /** Facts of one correlation, by its name in `use`. */
  factsBy(use: string): Fact[];
  /** Rows that findings and facts refer to. */
  rows: RowsByRef;
}

/** `ahead`: the host's clock at hello minus casefile's clock, in milliseconds; null when it isn't known. */
export interface AnsweredEngine {
  engine: Engine;
  evidence: string;
  ahead: number | null;
}

/** For replayed evidence, compares with the clock at the time of the recording. */
const clockAhead = ({ engine, origin, started }: EvidenceItem['header']): number | null => {
  const [theirs, ours] = [parseTime(engine?.now ?? ''), parseTime(origin?.started ?? started)];
  return theirs && ours ? theirs.getTime() - ours.getTime() : null;
};

const distinctEngines = (evidence: EvidenceItem[]): AnsweredEngine[] => {
  const seen = new Map<string, AnsweredEngine>();
  for (const { header } of evidence) {
    if (!header.engine) continue;
    const { now: _, pid: __, own: ___, ...identity } = header.engine;
    const key = JSON.stringify(identity);
    if (!seen.has(key)) seen.set(key, { engine: header.engine, evidence: header.evidence, ahead: clockAhead(header) });
  }
  return [...seen.values()];
};

/** Valid answers, by question. */
export const standingAnswers = (record: Case): JsonObject =>
  Object.fromEntries(
    record.answers
      .filter(({ standing }) => standing === 'effective')
      .map(({ entry }) => [entry.data.question, entry.data.value]),
  );

/**
 * Reads the input once.
 * @throws Error when the journal has no OPENED entry. Such a folder isn't a case, and `verify` reports that.
 */
export function readCase(input: ReportInput): Case {
  const { journal, playbook, analysis, evidence } = input;
  const opened = ofType(journal, 'OPENED')[0];
  const head = journal.findLast((entry) => entry.type !== 'REPORTED');
  if (!opened || !head) throw new Error('a report needs a journal that begins with OPENED');
  const standing = standings(journal);
  const facts = factsOf(playbook, analysis);
  const collectors = collectorStates(playbook, journal);
  const referredTo = [
    ...(analysis?.findings ?? []).flatMap((finding) => finding.from),
    ...facts.flatMap((fact) => refsIn(fact.value)),
  ];
  return {
    journal,
    playbook,
    analysis,
    tool: input.tool,
    pending: input.pending,
    opened,
    head,
    answers: answerHistory(standing),
    conclusion: lastStanding(standing, 'CONCLUDED'),
    decisionOn: (action) => lastStanding(standing, 'DECIDED_ACTION', (entry) => entry.data.action === action),
    handling: handlingOf(journal),
    review: reviewOf(journal, playbook.verdict),
    collectors,
    evidence,
    attachments: attachedFiles(playbook, journal, input.attachments),
    evidenceOf: (collector) => {
      const id = collectors.find((state) => state.id === collector)?.evidence;
      return evidence.find(({ header }) => header.evidence === id) ?? null;
    },
    engines: distinctEngines(evidence),
    facts,
    factsBy: (use) => facts.filter((fact) => fact.use === use),
    rows: rowsReferredTo([...evidenceTables(playbook, evidence), ...attachmentTables(input.attachments)], referredTo),
  };
}

/**
 * Collectors that a fact is based on: those in its own expressions, and those behind the facts in them. If one of them is
 * missing, an empty fact proves nothing.
 */
export const collectorsBehind = (record: Case, fact: string): CollectorState[] => {
  const spec = record.playbook.facts[fact];
  return collectorsBehindAll(record, spec ? expressionsOf(spec) : []);
};

/** The same for expressions. */
export const collectorsBehindAll = (record: Case, expressions: Expression[]): CollectorState[] => {
  const names = new Set<string>();
  const visit = (expression: Expression): void => {
    for (const [root, used] of namesUsed(expression)) {
      if (root === 'evidence' && used) names.add(used);
      const spec = root === 'facts' && used ? record.playbook.facts[used] : undefined;
      if (spec) expressionsOf(spec).forEach(visit);
    }
  };
  expressions.forEach(visit);
  return record.collectors.filter(({ id }) => names.has(id));
};

const expressionsOf = (spec: Case['playbook']['facts'][string]): Expression[] =>
  'use' in spec ? Object.values(spec.with) : [spec.value];

/** Collectors whose evidence an expression reads, in the playbook's order. */
export const collectorsIn = (record: Case, expression: Expression | undefined): CollectorState[] => {
  const names = new Set(
    (expression ? namesUsed(expression) : []).flatMap(([root, name]) => (root === 'evidence' && name ? [name] : [])),
  );
  return record.collectors.filter(({ id }) => names.has(id));
};
