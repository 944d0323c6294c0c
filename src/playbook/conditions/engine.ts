import { type CelInput, type CelResult, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { JsonObject } from '../../domain/json.js';
import { listConcat } from './list.js';
import { parsedBefore } from './parsed.js';
import { boundedMatches } from './regex.js';
import { view } from './view.js';

/** Syntax tree of an expression. Names of node kinds are those of the CEL specification. */
export type Tree = ReturnType<typeof parse>;
export type Expr = Tree['expr'];

/** Why a text isn't an expression, and where. */
interface SyntaxProblem {
  ok: false;
  error: string;
  offset: number;
}

/** What an expression compiles to: something to run and to look at. */
export type Compiled = { ok: true; expr: Expr; run: (scope: JsonObject) => CelResult } | SyntaxProblem;

/** CEL's standard functions and its string functions. `matches` is RE2: linear in the text, by a factor that is bounded. */
const env = celEnv({ funcs: [...strings, listConcat, boundedMatches] });

/** Remembers by source text; a playbook has a few hundred. */
function remembered<T>(make: (source: string) => T): (source: string) => T {
  const made = new Map<string, T>();
  return (source) => {
    const before = made.get(source);
    if (before !== undefined) return before;
    const value = make(source);
    made.set(source, value);
    return value;
  };
}

/** Parses an expression, with the place of each of its parts. */
export const parseExpression = remembered((source): { ok: true; tree: Tree } | SyntaxProblem => {
  try {
    return { ok: true, tree: parse(source) };
  } catch (error) {
    const { rawMessage, message, location } = error as Error & {
      rawMessage?: string;
      location?: { start: { offset: number } };
    };
    return { ok: false, error: rawMessage ?? message, offset: location?.start.offset ?? 0 };
  }
});

export const compile = remembered((source): Compiled => {
  const before = parsedBefore(source);
  const parsed = before ? { ok: true as const, tree: { expr: before } } : parseExpression(source);
  if (!parsed.ok) return parsed;
  const { expr } = parsed.tree;
  try {
    const run = plan(env, expr);
    return {
      ok: true,
      expr,
      run: (scope) => {
        // without a prototype: `constructor` is a name like any other, and not declared
        const bindings = Object.create(null) as { [name: string]: CelInput };
        for (const [name, value] of Object.entries(scope)) bindings[name] = view(value) as CelInput;
        return run(bindings);
      },
    };
  } catch (error) {
    return { ok: false, error: (error as Error).message, offset: 0 };
  }
});

/** Operators are written `_+_`, `!_`, `@in`; anything else is a function by name. */
export const isKnownFunction = (name: string): boolean => /^[_!\-@]/.test(name) || env.funcs.find(name) !== undefined;

/** Why `matches` refuses a pattern; null for a good one. */
export function regexError(pattern: string): string | null {
  const compiled = compile("''.matches(pattern)");
  if (!compiled.ok) return compiled.error;
  const result = compiled.run({ pattern });
  return isCelError(result) ? result.message : null;
}
