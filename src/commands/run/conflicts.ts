import { isDeepStrictEqual } from 'node:util';
import type { CaseView } from '../../casework/case-view.js';
import { usageError } from '../../errors.js';
import type { Answers } from '../../playbook/answers/file.js';

/**
 * Refuses to join a case whose answers differ from those given now. Otherwise the earlier answers would win without a
 * word, and they can be an attacker's.
 * @throws KnownError exit 2 that lists every difference.
 */
export function refuseConflicts({ dir, state: { context } }: CaseView, given: Answers | null): void {
  if (given === null) return;
  const conflicts = [
    ...differences('answers', valuesOf(given.answers), context.answers),
    ...differences('actions', decisionsOf(given.actions), context.decided),
    ...verdictConflict(given.verdict, context.verdict),
  ];
  if (conflicts.length === 0) return;
  throw usageError('join-conflict', {
    what: `The answers file and the open case disagree:\n${conflicts.map((line) => `  ${line}`).join('\n')}`,
    where: dir,
    expected: 'the answers that the case already has, or none for those questions',
    next: 'Leave out --join: the alert then gets a case of its own. To change an answer of the case: casefile revise',
  });
}

type Values = { [name: string]: unknown };

const valuesOf = (answers: Answers['answers']): Values =>
  Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));

const decisionsOf = (actions: Answers['actions']): Values =>
  Object.fromEntries(Object.entries(actions).map(([id, { decision }]) => [id, decision]));

function differences(kind: string, given: Values, journaled: Values): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    !Object.hasOwn(journaled, name) || agrees(value, journaled[name])
      ? []
      : [`${kind}.${name}: the case has ${JSON.stringify(journaled[name])}, the file has ${JSON.stringify(value)}`],
  );
}

/** The case completes an answer with the fields that were left out, so only those that are given are compared. */
const agrees = (given: unknown, journaled: unknown): boolean =>
  isFields(given) && isFields(journaled)
    ? Object.entries(given).every(([field, value]) => isDeepStrictEqual(value, journaled[field]))
    : isDeepStrictEqual(given, journaled);

const isFields = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A verdict that is confirmed is the proposed one, so only an overridden level can differ. */
function verdictConflict(given: Answers['verdict'], journaled: CaseView['state']['context']['verdict']): string[] {
  if (!given || !journaled) return [];
  const level = 'level' in given ? given.level : journaled.proposed;
  return level === journaled.level ? [] : [`verdict: the case has ${journaled.level}, the file has ${level}`];
}
