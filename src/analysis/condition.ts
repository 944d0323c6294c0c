import type { NotEvaluated } from '../domain/analysis.js';
import { evaluate } from '../playbook/conditions/index.js';
import type { Scope } from '../playbook/scope.js';
import type { Expression } from '../playbook/types.js';

/** A condition is true, false, or has an error. It is never false because something in it is missing. */
type Holds = { ok: true; value: boolean } | { ok: false; error: string };

export function holds(condition: Expression | null, scope: Scope): Holds {
  if (condition === null) return { ok: true, value: true };
  const result = evaluate(condition, scope);
  if (!result.ok) return result;
  if (typeof result.value === 'boolean') return { ok: true, value: result.value };
  return { ok: false, error: `the condition gives ${JSON.stringify(result.value)}, not true or false` };
}

/** Collects what could not be evaluated: the first row for each reason, and the number of further rows. */
export class Unevaluated {
  private readonly seen = new Map<string, NotEvaluated & { more: number }>();

  add(id: string, reason: string, at: string | null = null): void {
    const key = JSON.stringify([id, reason]);
    const held = this.seen.get(key);
    if (held) held.more += 1;
    else this.seen.set(key, { id, at, reason, more: 0 });
  }

  list(): NotEvaluated[] {
    return [...this.seen.values()].map(({ id, at, reason, more }) => ({
      id,
      at,
      reason: more > 0 ? `${reason} (and for ${more} more ${more > 1 ? 'rows' : 'row'})` : reason,
    }));
  }
}
