import { CelScalar, celMethod } from '@bufbuild/cel';
import { RE2JS } from '@bufbuild/re2';

/**
 * Most steps that a pattern may take for each character of a text. RE2 is linear in the text, by a factor that the pattern
 * makes: `((a|a)*){1000}` takes more than ten seconds for 100 KB.
 */
const mostSteps = 250;

/** Longest pattern, in characters: of a longer one even to count the steps takes time. */
const longest = 2_000;

const token =
  /\\[pPxQE](?:\{[^}]*\}|.)?|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\((?:\?[^():]*:|\?P?<\w+>)?|\{\d+(?:,\d*)?\}|[)*+?|]|./gsu;

/** Steps for a character at most: one for each atom, times its counted repetition. A bound, not the size of a program. */
export function stepsOf(pattern: string): number {
  const open: number[] = [];
  let sum = 0;
  let last = 0;
  for (const [part] of pattern.matchAll(token)) {
    const counted = /^\{(\d+)(?:,(\d*))?\}$/.exec(part);
    if (part.startsWith('(')) {
      open.push(sum);
      sum = 0;
      last = 0;
    } else if (part === ')') {
      last = sum + 1;
      sum = (open.pop() ?? 0) + last;
    } else if (counted) {
      const more = last * (Math.max(Number(counted[1]), Number(counted[2] || 0), 1) - 1);
      sum += more;
      last += more;
    } else if (!/^[*+?|]$/.test(part)) {
      sum += 1;
      last = 1;
    }
  }
  return sum;
}

/** Patterns are compiled once; the library does it for every row. Few, because a pattern can come from a row. */
const mostPatterns = 200;
const patterns = new Map<string, RE2JS>();

function compilePattern(pattern: string): RE2JS {
  const before = patterns.get(pattern);
  if (before) return before;
  const compiled = RE2JS.compile(pattern);
  if (patterns.size >= mostPatterns) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}

/** `matches`, in the place of the library's own: a pattern that could hold a run up is an error as value. */
export const boundedMatches = celMethod(
  'matches',
  CelScalar.STRING,
  [CelScalar.STRING],
  CelScalar.BOOL,
  function (pattern) {
    if (pattern.length > longest)
      throw new Error(`the pattern has ${pattern.length} characters, at most ${longest} are taken`);
    const steps = stepsOf(pattern);
    if (steps > mostSteps)
      throw new Error(
        `the pattern takes ${steps} steps for each character, at most ${mostSteps} are taken: smaller counts in { }`,
      );
    return compilePattern(pattern).test(String(this));
  },
);
