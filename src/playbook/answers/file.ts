import { stringify } from 'yaml';
import * as z from 'zod';
import { type ActionDecision, actionDecisions } from '../../domain/journal.js';
import type { Json } from '../../domain/json.js';
import { usageError } from '../../errors.js';
import { firstOf } from '../problems.js';
import type { Playbook } from '../types.js';
import type { Path, Position } from '../yaml/places.js';
import { readYaml, type Source } from '../yaml/read.js';
import { checkAnswer } from './values.js';

/** What an answers file says (schema `casefile/answers@1`), keyed by the ids of the playbook. */
export interface Answers {
  /** Who answers. */
  by: string | null;
  answers: { [question: string]: { value: Json; because: string | null } };
  attach: { [attachment: string]: { file: string } | { hashOnly: string } | { unavailable: string } };
  verdict: { confirm: true } | { level: string; because: string } | null;
  actions: { [action: string]: { decision: ActionDecision; by: string | null; because: string | null } };
}

export const noAnswers: Answers = { by: null, answers: {}, attach: {}, verdict: null, actions: {} };

/** Blanks say nothing. */
const text = z.string().trim().min(1);
const because = text.nullish().transform((value) => value ?? null);

const shape = z.strictObject({
  schema: z.literal('casefile/answers@1'),
  by: text.nullish().transform((value) => value ?? null),
  answers: z.record(z.string(), z.strictObject({ value: z.json(), because })).default({}),
  attach: z
    .record(
      z.string(),
      z.union([
        z.strictObject({ file: text }),
        z.strictObject({ hashOnly: text }),
        z.strictObject({ unavailable: text }),
      ]),
    )
    .default({}),
  verdict: z
    .union([z.strictObject({ confirm: z.literal(true) }), z.strictObject({ level: text, because: text })])
    .nullish()
    .transform((value) => value ?? null),
  actions: z
    .record(z.string(), z.strictObject({ decision: z.enum(actionDecisions), by: because, because }))
    .default({}),
});

interface Mistake {
  position: Position;
  found: string;
  expected: string;
}

/**
 * Reads an answers file and checks it against the playbook that asks.
 * @throws KnownError exit 2 that lists every mistake with `file:line:column`.
 */
export function readAnswers(file: string, bytes: Uint8Array, playbook: Playbook): Answers {
  const yaml = readYaml(file, bytes);
  if ('problems' in yaml) throw invalidAnswers(file, yaml.problems);
  const { source } = yaml;
  const parsed = shape.safeParse(source.data);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => ({
      position: source.at(issue.path as Path),
      found: issue.path.join('.') || 'the file',
      expected: issue.message,
    }));
    throw invalidAnswers(file, mistakes);
  }
  const { schema: _, ...rest } = parsed.data;
  const answers = rest as Answers;
  const mistakes = [...unknownIds(answers, source, playbook), ...wrongValues(answers, source, playbook)];
  if (mistakes.length > 0) throw invalidAnswers(file, mistakes);
  return answers;
}

function unknownIds(answers: Answers, source: Source, playbook: Playbook): Mistake[] {
  const known = { answers: playbook.questions, attach: playbook.attachments, actions: playbook.actions };
  return (Object.keys(known) as (keyof typeof known)[]).flatMap((part) =>
    Object.keys(answers[part])
      .filter((id) => !Object.hasOwn(known[part], id))
      .map((id) => ({
        position: source.keyAt([part, id]),
        found: `${part}.${id}`,
        expected: `one of: ${Object.keys(known[part]).join(', ') || 'nothing'}`,
      })),
  );
}

function wrongValues(answers: Answers, source: Source, playbook: Playbook): Mistake[] {
  const values = Object.entries(answers.answers).flatMap(([id, { value }]) => {
    const question = playbook.questions[id];
    return (question ? checkAnswer(question, value) : []).map(({ path, found, expected }) => ({
      position: source.at(['answers', id, 'value', ...path]),
      found,
      expected,
    }));
  });
  const { verdict } = answers;
  const { levels } = playbook.verdict;
  if (verdict && 'level' in verdict && !levels.includes(verdict.level))
    values.push({
      position: source.at(['verdict', 'level']),
      found: verdict.level,
      expected: `one of: ${levels.join(', ')}`,
    });
  return values;
}

function invalidAnswers(file: string, mistakes: Mistake[]) {
  const lines = mistakes.map(
    ({ position: at, found, expected }) => `${at.file}:${at.line}:${at.column} found ${found}; expected ${expected}`,
  );
  return usageError('answers-invalid', {
    what: [`The answers in ${file} do not check out:`, ...firstOf(lines)].join('\n'),
    expected: 'schema: casefile/answers@1, answers: { <question>: { value: …, because: … } }',
    next: 'Correct them. `casefile run … --save-answers FILE` writes such a file from an interactive run.',
  });
}

/** Writes an answers file. */
export function formatAnswers({ by, answers, attach, verdict, actions }: Answers): string {
  const plain = {
    schema: 'casefile/answers@1',
    by,
    answers: withoutNulls(answers),
    attach,
    ...(verdict ? { verdict } : {}),
    actions: withoutNulls(actions),
  };
  return stringify(plain, { lineWidth: 0 });
}

const withoutNulls = <T extends object>(entries: { [id: string]: T }) =>
  Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => [
      id,
      Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)),
    ]),
  );
