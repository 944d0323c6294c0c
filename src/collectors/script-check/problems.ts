import type { Problem } from '../../playbook/problems.js';

/** Every code that checking a script can report. Each has an example in `test/invalid-scripts`. */
export const scriptProblemCodes = [
  'not-ascii',
  'script-syntax',
  'newer-than-5.1',
  'construct-refused',
  'help-incomplete',
  'binding-missing',
  'command-refused',
  'parameter-refused',
  'argument-refused',
  'unbounded',
  'call-unknown',
  'splat-unknown',
  'type-refused',
  'member-refused',
  'attribute-refused',
  'redirection-refused',
  'assignment-refused',
  'variable-refused',
  'function-refused',
  'unchecked',
] as const;
export type ScriptProblemCode = (typeof scriptProblemCodes)[number];

/** One thing that is wrong in a collector script; shaped and printed as the problems of a playbook are. */
export type ScriptProblem = Problem<ScriptProblemCode>;
