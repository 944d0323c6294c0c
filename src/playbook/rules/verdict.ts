import { oneOf } from '../problems.js';
import type { Path } from '../yaml/places.js';
import { problem, type Rule } from './rule.js';

/** Levels are those of `levels`, each named once there. */
export const levelsExist: Rule = (context) => {
  const { levels, benign, thresholds, otherwise, atLeast } = context.playbook.verdict;
  const named: [string, Path][] = [
    ...benign.map((level, n): [string, Path] => [level, ['benign', n]]),
    ...thresholds.map(({ level }, n): [string, Path] => [level, ['thresholds', n, 'level']]),
    ...otherwise.map(({ level }, n): [string, Path] => [level, ['otherwise', n, 'level']]),
    ...atLeast.map(({ level }, n): [string, Path] => [level, ['atLeast', n, 'level']]),
  ];
  return [
    ...levels.flatMap((level, n) =>
      levels.indexOf(level) === n
        ? []
        : [problem(context, 'duplicate-id', ['verdict', 'levels', n], `"${level}" again`, 'each level once')],
    ),
    ...named.flatMap(([level, path]) =>
      levels.includes(level)
        ? []
        : [problem(context, 'unknown-level', ['verdict', ...path], `"${level}"`, oneOf(levels))],
    ),
  ];
};

/** Thresholds go down: the first that is reached decides. */
export const thresholdsDescend: Rule = (context) => {
  const { thresholds } = context.playbook.verdict;
  return thresholds.flatMap(({ atLeast }, n) => {
    const above = thresholds[n - 1]?.atLeast ?? Number.POSITIVE_INFINITY;
    return atLeast < above
      ? []
      : [
          problem(
            context,
            'thresholds-order',
            ['verdict', 'thresholds', n, 'atLeast'],
            `${atLeast}`,
            `less than ${above}`,
          ),
        ];
  });
};

/** The last entry of `otherwise`, and no other, has no `when`: there is always a level. */
export const otherwiseIsOpen: Rule = (context) => {
  const { otherwise } = context.playbook.verdict;
  return otherwise.flatMap(({ when }, n) => {
    const last = n === otherwise.length - 1;
    if (last === (when === null)) return [];
    const [found, expected] = last
      ? ['a last entry with when', 'a last entry without when']
      : ['an entry without when before the last', 'when in every entry but the last'];
    return [problem(context, 'otherwise-last', ['verdict', 'otherwise', n, last ? 'when' : 'level'], found, expected)];
  });
};
