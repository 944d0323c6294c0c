import { findCase } from '../../case/find.js';
import { viewCase } from '../../casework/case-view.js';
import { openCaseToWork } from '../../casework/open-case.js';
import { goOn } from '../../casework/resume-work.js';
import { account, answersFrom, checkOptions, respondentFor, type SharedOptions } from '../../casework/setup.js';
import type { Worked } from '../../casework/work.js';
import { effective } from '../../domain/folds/effective.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { namesOf } from '../../playbook/answers/names.js';
import { completeAnswer } from '../../playbook/answers/values.js';
import { renderTemplate } from '../../playbook/conditions/index.js';
import { buildScope } from '../../playbook/scope.js';

export interface ReviseOptions extends SharedOptions {
  reason: string;
}

/**
 * `casefile revise`: replaces an answer that turned out wrong, with the reason, and goes on from there. Nothing is
 * erased: the report shows both. Answers, verdict and decisions that came later are asked again; evidence stays.
 */
export async function revise(
  named: string,
  question: string,
  options: ReviseOptions,
  signal: AbortSignal,
): Promise<Worked> {
  const folder = await openCaseToWork(findCase(named, options.caseDir), options, signal);
  try {
    const { playbook, journal } = folder;
    checkOptions(options, playbook);
    const standing = effective(journal.entries);
    const earlier = standing.findLast((entry) => entry.type === 'ANSWERED' && entry.data.question === question);
    if (earlier?.type !== 'ANSWERED') throw notAnswered(question, Object.keys(playbook.questions));
    const spec = playbook.questions[question]!;
    const answers = await answersFrom(options.answers, playbook);
    const by = options.responder ?? answers?.by ?? responderOf(journal.entries)!;
    const respondent = await respondentFor(options, answers, by, signal);
    const scope = buildScope(playbook, viewCase(folder.dir).state.context);
    const names = namesOf(spec, scope);
    const { value, because } = await respondent.ask({
      id: question,
      title: 'Revised answer',
      ask: renderTemplate(spec.ask, scope).segments,
      question: spec,
      names,
      shown: [],
      previous: earlier.data.value,
    });
    const given = { by: respondent.by, account: account(), source: respondent.source };
    const answer = { question, value: completeAnswer(spec, value, names), because, reason: options.reason };
    journal.append({ type: 'REVISED', data: { ...given, ...answer } });
    return await goOn(folder, options, answers, signal);
  } finally {
    folder.close();
  }
}

const notAnswered = (question: string, known: string[]) =>
  usageError('question-not-answered', {
    what: `There is no answer to ${question} in this case`,
    expected: `a question whose answer stands (an earlier revision may have dropped it); the playbook asks: ${known.join(', ')}`,
    next: '`casefile report CASE --stdout` lists the answers given.',
  });
