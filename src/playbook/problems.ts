import { exitCodes, KnownError } from '../errors.js';
import type { Position } from './yaml/places.js';

/** Every code that checking a playbook can report. Each has an example in `test/invalid-playbooks`: a diff that makes one mistake. */
export const problemCodes = [
  'too-large',
  'not-utf8',
  'yaml-nesting',
  'yaml-syntax',
  'yaml-duplicate-key',
  'yaml-alias',
  'yaml-warning',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'bad-value',
  'id-format',
  'reserved-id',
  'duplicate-id',
  'trigger-too-wide',
  'input-default',
  'script-outside',
  'script-missing',
  'script-extension',
  'row-from-reserved',
  'unknown-fact-function',
  'fact-arguments',
  'unknown-attachment-kind',
  'fact-order',
  'finding-without-evidence',
  'credit-raises',
  'unknown-step',
  'step-backward',
  'next-last',
  'step-unreachable',
  'no-decision',
  'unknown-collector',
  'unknown-parameter',
  'unknown-question',
  'unknown-attachment',
  'unknown-action',
  'action-order',
  'never-used',
  'used-twice',
  'unknown-level',
  'thresholds-order',
  'otherwise-last',
  'cel-syntax',
  'unknown-name',
  'unknown-field',
  'unknown-function',
  'bad-regex',
  'template-unclosed',
  'template-in-quotes',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** One thing that is wrong in a playbook, with its place, what is there, and what should be. */
export interface Problem<Code extends string = ProblemCode> {
  code: Code;
  position: Position;
  found: string;
  expected: string;
  example?: string | undefined;
}

/** Short text of a value for `found`. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Names to choose from, as the `expected` of a problem. */
export const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing (none is declared)' : `one of ${names.join(', ')}`;

/** By file and place in it, then by code. */
export const sortProblems = <Code extends string>(problems: Problem<Code>[]): Problem<Code>[] =>
  [...problems].sort(
    (a, b) =>
      Number(a.position.file > b.position.file) - Number(a.position.file < b.position.file) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column ||
      Number(a.code > b.code) - Number(a.code < b.code),
  );

/** `file:line:column code found x; expected y (example: z)`. */
export function formatProblem({ code, position, found, expected, example }: Problem<string>): string {
  const place = `${position.file}:${position.line}:${position.column}`;
  return `${place} ${code} found ${found}; expected ${expected}${example ? ` (example: ${example})` : ''}`;
}

/** As many as anybody reads, cut to a length that a terminal takes, and how many more there are. */
export function firstOf(lines: readonly string[]): string[] {
  const most = 100;
  const longest = 500;
  const first = lines.slice(0, most).map((line) => (line.length > longest ? `${line.slice(0, longest)} ...` : line));
  return lines.length > most ? [...first, `... and ${lines.length - most} more`] : first;
}

/** A playbook that does not check out: exit 2, with every problem a line. */
export class InvalidPlaybook extends KnownError {
  constructor(
    dir: string,
    readonly problems: Problem[],
  ) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(exitCodes.usage, 'playbook-invalid', {
      what: [`The playbook in ${dir} has ${count}:`, ...firstOf(sortProblems(problems).map(formatProblem))].join('\n'),
      next: 'Correct them, then check with `casefile lint`.',
    });
  }
}
