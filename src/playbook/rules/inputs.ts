import type { Json } from '../../domain/json.js';
import { readInput } from '../inputs.js';
import { describe } from '../problems.js';
import { problem, type Rule } from './rule.js';

/** A default is what a person could have given. */
export const inputDefaults: Rule = (context) =>
  Object.entries(context.raw.inputs).flatMap(([name, input]) => {
    const value = readInput(input.type, input.default as Json);
    return value.ok
      ? []
      : [problem(context, 'input-default', ['inputs', name, 'default'], describe(input.default), value.expected)];
  });
