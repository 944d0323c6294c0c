import type { Json, JsonObject } from '../domain/json.js';
import { evaluate } from '../playbook/conditions/index.js';
import type { Scope } from '../playbook/scope.js';
import type { FactSpec, Playbook } from '../playbook/types.js';
import type { Unevaluated } from './condition.js';
import { factFunctions } from './facts/index.js';

/**
 * Facts in the order of their declaration. Each can use the facts before it. A fact with an error is null and is reported;
 * rules that need it then can't be evaluated, instead of being false.
 */
export function deriveFacts(playbook: Playbook, scope: Scope, unevaluated: Unevaluated): JsonObject {
  const facts: JsonObject = Object.fromEntries(Object.keys(playbook.facts).map((name) => [name, null]));
  for (const [name, spec] of Object.entries(playbook.facts)) {
    facts[name] = derive(spec, { ...scope, facts }, (reason) => unevaluated.add(`facts.${name}`, reason));
  }
  return facts;
}

function derive(spec: FactSpec, scope: Scope, complain: (reason: string) => void): Json {
  if ('value' in spec) {
    const result = evaluate(spec.value, scope);
    if (!result.ok) complain(result.error);
    return result.ok ? result.value : null;
  }
  const correlation = factFunctions.find(({ name }) => name === spec.use);
  if (!correlation) {
    complain(`there is no fact function "${spec.use}"`);
    return null;
  }
  const args: JsonObject = {};
  for (const [name, expression] of Object.entries(spec.with)) {
    const result = evaluate(expression, scope);
    if (!result.ok) {
      complain(`${name}: ${result.error}`);
      return null;
    }
    args[name] = result.value;
  }
  return correlation.run(args, spec.params, complain);
}
