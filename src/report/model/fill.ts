import type { Template } from '../../domain/analysis.js';
import { coverageOf, type JournalData } from '../../domain/journal.js';
import { evaluate, renderCommand, renderTemplate } from '../../playbook/conditions/index.js';
import { buildScope, type Scope } from '../../playbook/scope.js';
import type { CommandLanguage, Expression, TemplateText } from '../../playbook/types.js';
import { type Case, standingAnswers } from './case.js';
import { ofType } from './collectors.js';

/** The values for the playbook's templates: the current case, without rows of evidence. */
const scopeOf = (record: Case): Scope =>
  buildScope(record.playbook, {
    detection: record.opened.data.detection,
    joined: ofType(record.journal, 'JOINED').map(({ data: { id, detection } }) => ({ id, detection })),
    inputs: record.opened.data.inputs,
    answers: standingAnswers(record),
    coverage: Object.fromEntries(
      ofType(record.journal, 'COLLECTED').map((entry) => [entry.data.collector, coverageOf(entry.data)]),
    ),
    facts: record.analysis?.facts ?? {},
    findings: record.analysis?.findings ?? [],
    files: Object.fromEntries(
      record.attachments.flatMap(({ id, state }) => (state ? [[id, { state, rows: [] }]] : [])),
    ),
    verdict: record.conclusion ? verdictOf(record.conclusion.data) : null,
  });

const verdictOf = ({ level, proposed, score, overridden }: JournalData['CONCLUDED']) => ({
  level,
  proposed,
  score,
  overridden,
});

/** A text of the playbook with the case's values. A value that can't be evaluated reads `not known`. */
export const fill = (record: Case, template: TemplateText): Template =>
  renderTemplate(template, scopeOf(record)).segments;

/** A command to copy. `missing` has the expressions that read `not known`, for a person to fill in. */
export interface FilledCommand {
  text: string;
  missing: string[];
}

/** A command with the case's values as quoted literals of its language, so a hostile name stays one literal. */
export const fillCommand = (record: Case, template: TemplateText, language: CommandLanguage): FilledCommand =>
  renderCommand(template, scopeOf(record), language);

/** Is a condition true now? No condition is always true; a condition that can't be evaluated is not. */
export const conditionHolds = (record: Case, condition: Expression | null): boolean => {
  if (condition === null) return true;
  const result = evaluate(condition, scopeOf(record));
  return result.ok && result.value === true;
};
