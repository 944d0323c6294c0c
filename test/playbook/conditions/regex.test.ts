import { expect, it } from 'vitest';
import { regexError } from '../../../src/playbook/conditions/engine.js';
import { evaluate } from '../../../src/playbook/conditions/evaluate.js';
import { stepsOf } from '../../../src/playbook/conditions/regex.js';
import type { Scope } from '../../../src/playbook/scope.js';

it.each([
  ['abc', 3],
  ['a{10}', 10],
  ['[a-z]{2,20}x', 21],
  ['(ab){5}', 15],
  ['(a{10}){10}', 110],
  ['\\d{3}\\.\\d{3}', 7],
  ['[{}]{3}', 3],
  ['a{,5}', 5],
])('%s takes %i steps for a character at most', (pattern, steps) => {
  expect(stepsOf(pattern)).toBe(steps);
});

it('a pattern that takes too many is refused by lint and is an error where it is made at run time', () => {
  expect(regexError('((?:a|a)*){1000}$')).toContain('at most 250 are taken');
  const scope = { text: 'a', pattern: '(a{100}){100}' } as unknown as Scope;
  expect(evaluate('text.matches(pattern)', scope)).toMatchObject({ ok: false });
});

it('any other is RE2, as ever', () => {
  const scope = { text: 'C:\\Users\\x.exe' } as unknown as Scope;
  expect(evaluate("text.matches(r'(?i)^c:\\\\users\\\\')", scope)).toEqual({ ok: true, value: true });
  expect(regexError('(a)\\1')).toContain('invalid escape');
  expect(regexError('a{2')).toBeNull();
});
