import { oneOf, type Problem, type ProblemCode } from '../problems.js';
import type { Step } from '../types.js';
import type { Path } from '../yaml/places.js';
import { problem, type Rule, type RuleContext } from './rule.js';

interface Reference {
  code: ProblemCode;
  register: 'collectors' | 'questions' | 'attachments' | 'actions';
  id: string;
  path: Path;
}

/** What a step names, and where. */
function references(step: Step, n: number): Reference[] {
  const at = (...path: Path): Path => ['steps', n, ...path];
  switch (step.kind) {
    case 'collect':
      return step.collectors.map((id, m) => ({
        code: 'unknown-collector',
        register: 'collectors',
        id,
        path: at('collectors', m),
      }));
    case 'ask':
      return [{ code: 'unknown-question', register: 'questions', id: step.question, path: at('question') }];
    case 'attach':
      return [{ code: 'unknown-attachment', register: 'attachments', id: step.attachment, path: at('attachment') }];
    case 'act':
      return step.actions.map((id, m) => ({ code: 'unknown-action', register: 'actions', id, path: at('actions', m) }));
    case 'decide':
      return [];
  }
}

const allReferences = ({ playbook }: RuleContext) => playbook.steps.flatMap(references);

/** Steps name what is declared. */
export const stepsNameWhatExists: Rule = (context) =>
  allReferences(context).flatMap(({ code, register, id, path }) => {
    const known = context.playbook[register];
    return Object.hasOwn(known, id) ? [] : [problem(context, code, path, `"${id}"`, oneOf(Object.keys(known)))];
  });

/** `leavesOut` names parameters of its own collector. */
export const leftOutExists: Rule = (context) =>
  Object.entries(context.playbook.collectors).flatMap(([id, { parameters, leavesOut }]) =>
    leavesOut.flatMap((name, n): Problem[] =>
      Object.hasOwn(parameters, name)
        ? []
        : [
            problem(
              context,
              'unknown-parameter',
              ['collectors', id, 'leavesOut', n],
              `"${name}"`,
              oneOf(Object.keys(parameters)),
            ),
          ],
    ),
  );

/** What is declared is used by a step: a collector that never runs or a question never asked is a mistake. */
export const declaredIsUsed: Rule = (context) => {
  const used = allReferences(context);
  return (['collectors', 'questions', 'attachments', 'actions'] as const).flatMap((register) =>
    Object.keys(context.playbook[register]).flatMap((id): Problem[] =>
      used.some((reference) => reference.register === register && reference.id === id)
        ? []
        : [problem(context, 'never-used', [register, id], `"${id}", which no step names`, `a step that names it`)],
    ),
  );
};

/**
 * Once: a second step would find the evidence, answer or file there already, and be passed over. Actions may stand in two
 * steps that lie on different ways and order them differently; each is decided once all the same.
 */
export const usedOnce: Rule = (context) => {
  const used = allReferences(context);
  return used.flatMap(({ register, id, path }, n) =>
    used.findIndex((other) => other.register === register && other.id === id && excludes(other, path)) === n
      ? []
      : [problem(context, 'used-twice', path, `"${id}" again`, `each of the ${register} in one step`)],
  );
};

const excludes = ({ register, path }: Reference, other: Path): boolean =>
  register !== 'actions' || path[1] === other[1];

/** `requires` names collectors, or `collector/source`. */
export const requiresExist: Rule = (context) =>
  context.playbook.verdict.requires.flatMap((required, n) => {
    const known = Object.keys(context.playbook.collectors);
    return known.includes(required.split('/')[0]!)
      ? []
      : [problem(context, 'unknown-collector', ['verdict', 'requires', n], `"${required}"`, oneOf(known))];
  });

/** `show` names facts and evidence. */
export const shownExists: Rule = (context) => {
  const { questions, facts, collectors } = context.playbook;
  const known = [
    ...Object.keys(facts).map((name) => `facts.${name}`),
    ...Object.keys(collectors).map((id) => `evidence.${id}`),
  ];
  return Object.entries(questions).flatMap(([id, { show }]) =>
    show.flatMap((name, n) =>
      known.includes(name)
        ? []
        : [problem(context, 'unknown-name', ['questions', id, 'show', n], `"${name}"`, oneOf(known))],
    ),
  );
};

/** `after` names actions declared above, so that the order has no circle. */
export const actionsAreInOrder: Rule = (context) => {
  const ids = Object.keys(context.playbook.actions);
  return Object.entries(context.playbook.actions).flatMap(([id, { after }]) =>
    after.flatMap((before, n) => {
      const path = ['actions', id, 'after', n];
      if (!ids.includes(before)) return [problem(context, 'unknown-action', path, `"${before}"`, oneOf(ids))];
      return ids.indexOf(before) < ids.indexOf(id)
        ? []
        : [
            problem(
              context,
              'action-order',
              path,
              `"${before}", which is not declared above`,
              'an action declared above',
            ),
          ];
    }),
  );
};
