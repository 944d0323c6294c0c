import { oneOf } from '../problems.js';
import { problem, type Rule } from './rule.js';

/** `use` names a correlation that exists, and `with` gives its arguments. */
export const factFunctionsExist: Rule = (context) =>
  Object.entries(context.playbook.facts).flatMap(([name, fact]) => {
    if (!('use' in fact)) return [];
    const known = context.factFunctions.find((candidate) => candidate.name === fact.use);
    if (!known) {
      const expected = oneOf(context.factFunctions.map((candidate) => candidate.name));
      return [problem(context, 'unknown-fact-function', ['facts', name, 'use'], `"${fact.use}"`, expected)];
    }
    return known.with
      .filter((argument) => !Object.hasOwn(fact.with, argument))
      .map((argument) =>
        problem(
          context,
          'fact-arguments',
          ['facts', name, 'with'],
          `no "${argument}"`,
          `the arguments ${known.with.join(', ')}`,
        ),
      );
  });
