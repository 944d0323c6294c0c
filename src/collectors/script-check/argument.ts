import type { Allowed, ArgumentRule, CommandRule } from './allowed.js';
import type { ScriptProblemCode } from './problems.js';
import type { Argument, Place } from './uses.js';

/** What is wrong at a place. */
export interface Found {
  code: ScriptProblemCode;
  at: Place;
  found: string;
  expected: string;
}

/** A parameter that is given, with its argument unless it is a switch. */
export interface Given {
  name: string;
  at: Place;
  argument: Argument | null;
}

/** What the argument of a parameter must be; undefined where anything will do. */
export function argumentRule(name: string, rule: CommandRule, allowed: Allowed): ArgumentRule | undefined {
  const rules = { ...allowed.common.arguments, ...rule.arguments };
  return Object.entries(rules).find(([parameter]) => parameter.toLowerCase() === name)?.[1];
}

/** Adds what is wrong with an argument. */
export function checkArgument({ name, at, argument }: Given, rule: ArgumentRule | undefined, problems: Found[]): void {
  if (!rule || !argument) return;
  const refuse = (expected: string) =>
    problems.push({
      code: rule.keys || rule.ifConstant ? 'unbounded' : 'argument-refused',
      at: argument.line ? argument : at,
      found: `${argument.text} for -${name}`,
      expected: `${expected}, since ${rule.because}`,
    });
  if (rule.kind === 'block' && argument.kind !== 'block') refuse('a script block that stands here');
  if (rule.kind === 'literal' && !argument.literal) refuse('constants, or blocks that stand here');
  if (rule.matches && (argument.kind === 'constant' || !rule.ifConstant)) {
    const pattern = new RegExp(rule.matches, 'i');
    const fits = argument.kind === 'constant' && argument.values.every((value) => pattern.test(value));
    if (!fits) refuse(`a constant that matches ${rule.matches}`);
  }
  if (rule.keys && argument.kind === 'hashtable') {
    const keys = argument.keys.map((key) => key.toLowerCase());
    const missing = rule.keys.split(' ').filter((key) => !keys.includes(key.toLowerCase()));
    if (missing.length > 0) refuse(`the keys ${missing.join(', ')}`);
  }
}
