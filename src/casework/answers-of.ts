import { inCase } from '../case/layout.js';
import type { OpenCase } from '../case/open-case.js';
import { effective } from '../domain/folds/effective.js';
import { type Answers, noAnswers } from '../playbook/answers/file.js';

/** The answers of a case in the shape of an answers file, so that the case can be run again without a terminal. */
export function answersOf({ dir, journal }: OpenCase): Answers {
  const answers = structuredClone(noAnswers);
  for (const entry of effective(journal.entries)) {
    switch (entry.type) {
      case 'ANSWERED':
        answers.by = entry.data.by;
        answers.answers[entry.data.question] = { value: entry.data.value, because: entry.data.because };
        break;
      case 'ATTACHED':
        answers.attach[entry.data.attachment] = { file: inCase(dir, entry.data.file.file) };
        break;
      case 'UNAVAILABLE':
        answers.attach[entry.data.attachment] = { unavailable: entry.data.reason };
        break;
      case 'CONCLUDED':
        answers.verdict = entry.data.overridden
          ? { level: entry.data.level, because: entry.data.because ?? '' }
          : { confirm: true };
        break;
      case 'DECIDED_ACTION':
        answers.actions[entry.data.action] = {
          decision: entry.data.decision,
          by: entry.data.by,
          because: entry.data.because,
        };
        break;
    }
  }
  return answers;
}
