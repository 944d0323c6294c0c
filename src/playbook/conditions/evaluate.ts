import { isCelError } from '@bufbuild/cel';
import type { Json } from '../../domain/json.js';
import type { Scope } from '../scope.js';
import type { Expression } from '../types.js';
import { compile } from './engine.js';
import { toJson } from './json.js';

export type Evaluation = { ok: true; value: Json } | { ok: false; error: string };

/**
 * Value of an expression. Never throws: a field that is missing, `null > 3` or an index out of range is an error as
 * value, which is neither true nor false. Rows and lists of the scope come back as they are, not as copies.
 */
export function evaluate(expression: Expression, scope: Scope): Evaluation {
  const compiled = compile(expression);
  if (!compiled.ok) return { ok: false, error: compiled.error };
  try {
    const result = compiled.run(scope);
    return isCelError(result) ? { ok: false, error: result.message } : { ok: true, value: toJson(result) };
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}
