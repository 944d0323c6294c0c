import { isAbsolute, join } from 'node:path';
import { clean } from '../domain/clean.js';
import { waitingError } from '../errors.js';
import type { Answers } from '../playbook/answers/file.js';
import { missingFields } from '../playbook/answers/values.js';
import { plain } from './print.js';
import type { Respondent } from './types.js';

/** Where answers come from without a terminal. */
export interface AnswersSource {
  answers: Answers;
  /** The answers file, for messages; null when there is none. */
  file: string | null;
  /** Folder that attachment paths are relative to. */
  dir: string;
  /** Why nobody can answer. */
  why: string;
}

/** Answers from a file. A missing answer stops the run with exit 4 and names the key; nothing is guessed. */
export function answersRespondent({ answers, file, dir, why }: AnswersSource, by: string): Respondent {
  const missing = (key: string, what: string, example: string) =>
    waitingError('answer-missing', {
      what: `No answer for ${key}: ${what}`,
      where: file ?? `no answers file, and casefile cannot ask anybody (${why})`,
      expected: example,
      next: `Add it to ${file ?? 'an answers file (--answers FILE)'}, or resume the case at a terminal: casefile resume.`,
    });
  return {
    source: 'answers',
    by,
    async ask({ id, ask, question, names }) {
      const given = answers.answers[id];
      const value = question.type === 'choice' ? Object.keys(question.options).join(' | ') : '…';
      const reason = question.because === 'required' ? ', because: …' : '';
      if (!given) throw missing(`answers.${id}`, plain(ask), `answers: { ${id}: { value: ${value}${reason} } }`);
      const fields = missingFields(question, given.value, names);
      if (fields.length > 0) {
        const each = names ? `: ${value}` : ': …';
        const expected = (names ? fields : fields.slice(0, 1)).map((field) => `${clean(field)}${each}`).join(', ');
        throw missing(
          `answers.${id}.value.${clean(fields[0]!)}`,
          plain(ask),
          `answers: { ${id}: { value: { ${expected} } } }`,
        );
      }
      if (question.because === 'required' && !given.because)
        throw missing(`answers.${id}.because`, 'a reason is required', `answers: { ${id}: { because: … } }`);
      return given;
    },
    async attach({ id, ask }) {
      const given = answers.attach[id];
      if (!given)
        throw missing(
          `attach.${id}`,
          plain(ask),
          `attach: { ${id}: { file: PATH } } { ${id}: { hashOnly: PATH } } or { ${id}: { unavailable: why } }`,
        );
      const absolute = (path: string) => (isAbsolute(path) ? path : join(dir, path));
      if ('file' in given) return { file: absolute(given.file) };
      return 'hashOnly' in given ? { hashOnly: absolute(given.hashOnly) } : given;
    },
    async decide({ proposed }) {
      const given = answers.verdict;
      if (!given)
        throw missing(
          'verdict',
          `${proposed.level} is proposed`,
          'verdict: { confirm: true } or { level: …, because: … }',
        );
      return given;
    },
    async act({ id, title }) {
      const given = answers.actions[id];
      if (!given)
        throw missing(
          `actions.${id}`,
          title,
          `actions: { ${id}: { decision: done | planned | declined | notApplicable } }`,
        );
      return { decision: given.decision, because: given.because, ...(given.by ? { by: given.by } : {}) };
    },
  };
}
