import { type CelInput, type CelResult, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { JsonObject } from '../../domain/json.js';
import { listConcat } from './list.js';
import { boundedMatches } from './regex.js';
import { view } from './view.js';

/** Syntax tree of an expression. Names of node kinds are those of the CEL specification. */
export type Tree = ReturnType<typeof parse>;
export type Expr = Tree['expr'];

/** What an expression compiles to: something to run and to look at, or why not, at an offset of its source. */
export type Compiled =
  | { ok: true; tree: Tree; run: (scope: JsonObject) => CelResult }
  | { ok: false; error: string; offset: number };

/** CEL's standard functions and its string functions. `matches` is RE2: linear in the text, by a factor that is bounded. */
const env = celEnv({ funcs: [...strings, listConcat, boundedMatches] });
const cache = new Map<string, Compiled>();

/** Compiles once per source text; a playbook has a few hundred. */
export function compile(source: string): Compiled {
  const known = cache.get(source);
  if (known) return known;
  const compiled = compileNew(source);
  cache.set(source, compiled);
  return compiled;
}

function compileNew(source: string): Compiled {
  try {
    const tree = parse(source);
    const run = plan(env, tree);
    return {
      ok: true,
      tree,
      run: (scope) => {
        // without a prototype: `constructor` is a name like any other, and not declared
        const bindings = Object.create(null) as { [name: string]: CelInput };
        for (const [name, value] of Object.entries(scope)) bindings[name] = view(value) as CelInput;
        return run(bindings);
      },
    };
  } catch (error) {
    const { rawMessage, message, location } = error as Error & {
      rawMessage?: string;
      location?: { start: { offset: number } };
    };
    return { ok: false, error: rawMessage ?? message, offset: location?.start.offset ?? 0 };
  }
}

/** Operators are written `_+_`, `!_`, `@in`; anything else is a function by name. */
export const isKnownFunction = (name: string): boolean => /^[_!\-@]/.test(name) || env.funcs.find(name) !== undefined;

/** Why `matches` refuses a pattern; null for a good one. */
export function regexError(pattern: string): string | null {
  const compiled = compile("''.matches(pattern)");
  if (!compiled.ok) return compiled.error;
  const result = compiled.run({ pattern });
  return isCelError(result) ? result.message : null;
}
