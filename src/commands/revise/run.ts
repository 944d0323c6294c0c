import { viewCase } from '../../casework/case-view.js';
import { withCaseToWork } from '../../casework/open-case.js';
import { answersFrom } from '../../casework/read-input.js';
import { account, respondentFor } from '../../casework/responder.js';
import { resumeWork } from '../../casework/resume-work.js';
import type { Worked } from '../../casework/work.js';
import { checkOptions, type WorkOptions } from '../../casework/work-options.js';
import { effective } from '../../domain/folds/effective.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { namesOf } from '../../playbook/answers/names.js';
import { completeAnswer } from '../../playbook/answers/values.js';
import { renderTemplate } from '../../playbook/conditions/index.js';
import { buildScope } from '../../playbook/scope.js';

export interface ReviseOptions extends WorkOptions {
  reason: string;
}

/**
 * `casefile revise`: replaces a wrong answer, with the reason, and resumes the case from there. Nothing is erased: the
 * report shows both answers. Later answers, verdict and decisions are asked again; evidence stays.
 * @throws KnownError exit 2 when the question has no answer.
 */
export const reviseAnswer = (
  named: string,
  question: string,
  options: ReviseOptions,
  signal: AbortSignal,
): Promise<Worked> =>
  withCaseToWork(named, options, signal, async (folder) => {
    const { playbook, journal, dir } = folder;
    checkOptions(options, playbook);
    const earlier = effective(journal.entries).findLast(
      (entry) => entry.type === 'ANSWERED' && entry.data.question === question,
    );
    if (earlier?.type !== 'ANSWERED') throw notAnswered(question, Object.keys(playbook.questions));
    const spec = playbook.questions[question]!;
    const answers = await answersFrom(options.answers, playbook);
    const by = options.responder ?? answers?.by ?? responderOf(journal.entries)!;
    const respondent = await respondentFor(options, answers, by, signal);
    const scope = buildScope(playbook, viewCase(dir).state.context);
    const names = namesOf(spec, scope);
    const { value, because } = await respondent.ask({
      ...{ id: question, title: 'Revised answer', question: spec, names, shown: [] },
      ask: renderTemplate(spec.ask, scope).segments,
      previous: earlier.data.value,
    });
    const given = { by: respondent.by, account: account(), source: respondent.source };
    const answer = { question, value: completeAnswer(spec, value, names), because, reason: options.reason };
    journal.append({ type: 'REVISED', data: { ...given, ...answer } });
    return resumeWork(folder, options, answers, signal);
  });

const notAnswered = (question: string, questions: string[]) =>
  usageError('question-not-answered', {
    what: `There is no answer to ${question} in this case`,
    expected: `a question with an answer (an earlier revision may have removed it); the playbook asks: ${questions.join(', ')}`,
    next: '`casefile report CASE --stdout` lists the answers.',
  });
