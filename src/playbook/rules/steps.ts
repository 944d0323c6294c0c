import { oneOf } from '../problems.js';
import type { Step } from '../types.js';
import { problem, type Rule } from './rule.js';

// Together these rules prove that every path ends: a step leads on whatever its conditions say, forward only, to steps
// that exist. No walk over the (many) paths is needed.

/** `next` leads to a step that exists, or to `end`. */
export const nextExists: Rule = (context) => {
  const { steps } = context.playbook;
  const known = [...steps.map(({ id }) => id), 'end'];
  return steps.flatMap((step, n) =>
    step.next.flatMap(({ to }, m) =>
      known.includes(to)
        ? []
        : [problem(context, 'unknown-step', ['steps', n, 'next', m, 'to'], `"${to}"`, oneOf(known))],
    ),
  );
};

/** `next` leads forward, so that no path is endless. */
export const nextIsForward: Rule = (context) => {
  const { steps } = context.playbook;
  return steps.flatMap((step, n) =>
    step.next.flatMap(({ to }, m) => {
      const target = steps.findIndex(({ id }) => id === to);
      return to === 'end' || target === -1 || target > n
        ? []
        : [
            problem(
              context,
              'step-backward',
              ['steps', n, 'next', m, 'to'],
              `"${to}", which comes before`,
              'a later step',
            ),
          ];
    }),
  );
};

/** The last entry of `next`, and no other, has no `when`: a step always leads on, and every entry can be taken. */
export const lastIsOpen: Rule = (context) =>
  context.playbook.steps.flatMap(({ next }, n) =>
    next.flatMap(({ when }, m) => {
      const last = m === next.length - 1;
      if (last === (when === null)) return [];
      const [found, expected] = last
        ? ['a last entry with when', 'a last entry without when']
        : ['an entry without when before the last', 'when in every entry but the last'];
      return [problem(context, 'next-last', ['steps', n, 'next', m, last ? 'when' : 'to'], found, expected)];
    }),
  );

/** Every step can be reached. */
export const stepsAreReachable: Rule = (context) => {
  const { steps } = context.playbook;
  const reached = reachable(steps, () => true);
  return steps.flatMap(({ id }, n) =>
    reached.has(id) || steps.findIndex((step) => step.id === id) !== n
      ? []
      : [
          problem(
            context,
            'step-unreachable',
            ['steps', n, 'id'],
            `"${id}", to which no step leads`,
            'a step that leads to it',
          ),
        ],
  );
};

/** Every path of a case ends with a verdict. */
export const endIsDecided: Rule = (context) =>
  reachable(context.playbook.steps, (step) => step.kind !== 'decide').has('end')
    ? [
        problem(
          context,
          'no-decision',
          ['steps'],
          'a path to the end without a step of kind decide',
          'a decide step on every path',
          '{ id: verdict, kind: decide, title: Verdict }',
        ),
      ]
    : [];

/** Ids that can be reached from the first step, passing only through steps that may be passed. */
function reachable(steps: Step[], passable: (step: Step) => boolean): Set<string> {
  const reached = new Set(steps.slice(0, 1).map(({ id }) => id));
  for (const id of reached) {
    const step = steps.find((candidate) => candidate.id === id);
    if (step && passable(step)) for (const { to } of step.next) reached.add(to);
  }
  return reached;
}
