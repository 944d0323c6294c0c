import type * as z from 'zod';
import { describe, type Problem, type ProblemCode } from '../problems.js';
import type { Path } from '../yaml/places.js';
import type { Source } from '../yaml/read.js';
import { idPattern, kebabPattern } from './values.js';

type Issue = z.core.$ZodIssue;

/** What zod found, in the words and places of the file. */
export const schemaProblems = (issues: readonly Issue[], source: Source, base: Path = []): Problem[] =>
  issues.flatMap((issue) => problemsOf(issue, source, [...base, ...(issue.path as (string | number)[])]));

function problemsOf(issue: Issue, source: Source, path: Path): Problem[] {
  const value = valueAt(source.data, path);
  const name = path.at(-1);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown-key',
        position: source.keyAt([...path, key]),
        found: `the key "${key}"`,
        expected: 'a key of the format',
      }));
    case 'invalid_key':
      return [
        {
          code: 'id-format',
          position: source.keyAt(path),
          found: JSON.stringify(name),
          expected: issue.issues[0]?.message ?? 'another name',
        },
      ];
    case 'invalid_union':
      if (value !== undefined && issue.errors.length > 0) return schemaProblems(closest(issue.errors), source, path);
  }
  if (value === undefined)
    return [
      {
        code: 'missing-key',
        position: source.at(path),
        found: `no key "${name}"`,
        expected: expectedOf(issue),
      },
    ];
  return [{ code: codeOf(issue), position: source.at(path), found: describe(value), expected: expectedOf(issue) }];
}

function codeOf(issue: Issue): ProblemCode {
  if (issue.code === 'invalid_type') return 'wrong-type';
  const isId = issue.code === 'invalid_format' && idPatterns.includes(issue['pattern'] as string);
  return isId ? 'id-format' : 'bad-value';
}

const idPatterns = [idPattern, kebabPattern].map(String);

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_value' && issue.values.length > 1) return `one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_union' && 'discriminator' in issue) return `a known ${issue.discriminator}`;
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  return issue.message.replace(/^.*?expected /, '').replace(/, received [\s\S]*$/, '');
}

const typeNames: { [type: string]: string } = {
  string: 'a text (in quotes where it reads as something else)',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

/** The branch of a union that the author most likely meant: its keys are known, and the least is wrong with it. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const cost = (issues: readonly Issue[]) =>
    issues.length + 10 * issues.filter((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0).length;
  return [...branches].sort((a, b) => cost(a) - cost(b))[0]!;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as { [key: string | number]: unknown })[key]
        : undefined,
    data,
  );
}
