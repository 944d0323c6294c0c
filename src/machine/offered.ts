import { evaluate } from '../playbook/conditions/index.js';
import { buildScope } from '../playbook/scope.js';
import type { Expression, Playbook } from '../playbook/types.js';
import type { CaseContext } from './context.js';

/** Does a condition hold in this state? Absent = always; a condition that cannot be evaluated does not hold. */
export function holds(playbook: Playbook, condition: Expression | null, context: CaseContext): boolean {
  if (condition === null) return true;
  const result = evaluate(condition, buildScope(playbook, context));
  return result.ok && result.value === true;
}

/** The actions of a step whose condition holds now, in the playbook's order; under a legal hold none that destroys evidence. */
export const offeredActions = (playbook: Playbook, context: CaseContext, actions: string[]): string[] =>
  actions.filter((id) => {
    const action = playbook.actions[id];
    return !(context.legalHold && action?.destroys) && holds(playbook, action?.when ?? null, context);
  });

/** Those of them that nobody has decided yet. */
export const openActions = (playbook: Playbook, context: CaseContext, actions: string[]): string[] =>
  offeredActions(playbook, context, actions).filter((id) => context.decided[id] === undefined);
