import type { Finding } from '../domain/analysis.js';
import type { Json } from '../domain/json.js';
import { evaluate, renderTemplate } from '../playbook/conditions/index.js';
import type { Scope } from '../playbook/scope.js';
import type { FindingRule } from '../playbook/types.js';
import { holds, type Unevaluated } from './condition.js';
import { isObject, texts } from './rows.js';

/**
 * Findings of the rules, in the order of the rules. A rule that can't be evaluated for a row is neither true nor false, and
 * goes to `unevaluated`. So does a finding without a reference to evidence, because nobody could check it. A value that is
 * missing only in the text does not remove the finding: it reads "not known" and is reported as `<rule>.says`.
 */
export function evaluateFindings(rules: FindingRule[], scope: Scope, unevaluated: Unevaluated): Finding[] {
  return rules.flatMap((rule) => {
    if (rule.forEach === null) return evaluateRule(rule, scope, null, unevaluated);
    const rows = evaluate(rule.forEach, scope);
    if (rows.ok && Array.isArray(rows.value)) {
      return rows.value.flatMap((row) => evaluateRule(rule, { ...scope, row }, row, unevaluated));
    }
    unevaluated.add(rule.id, rows.ok ? `forEach gives ${JSON.stringify(rows.value)}, not a list` : rows.error);
    return [];
  });
}

function evaluateRule(rule: FindingRule, scope: Scope, row: Json, unevaluated: Unevaluated): Finding[] {
  const ownRefs = isObject(row) ? texts(row['from']) : [];
  const fail = (reason: string): [] => {
    unevaluated.add(rule.id, reason, ownRefs[0] ?? null);
    return [];
  };
  const condition = holds(rule.when, scope);
  if (!condition.ok) return fail(condition.error);
  if (!condition.value) return [];

  const subject = rule.subject === null ? { ok: true as const, value: null } : evaluate(rule.subject, scope);
  if (!subject.ok) return fail(`subject: ${subject.error}`);
  const from = rule.from === null ? { ok: true as const, value: ownRefs } : evaluate(rule.from, scope);
  if (!from.ok) return fail(`from: ${from.error}`);
  const references = [...new Set(texts(from.value))];
  if (references.length === 0) return fail('its condition is true, but it refers to no evidence');

  const says = renderTemplate(rule.says, scope);
  for (const error of says.errors) unevaluated.add(`${rule.id}.says`, error, ownRefs[0] ?? null);
  return [
    {
      id: rule.id,
      subject: typeof subject.value === 'string' ? subject.value : null,
      says: says.segments,
      from: references,
      weight: rule.weight,
      group: rule.group,
      innocent: rule.innocent,
      credit: rule.credit,
    },
  ];
}
