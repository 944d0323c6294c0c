import { evaluate, namesUsed } from '../../../playbook/conditions/index.js';
import { buildScope } from '../../../playbook/scope.js';
import { scriptOf } from '../../../playbook/scripts.js';
import type { Expression } from '../../../playbook/types.js';
import type { Prepared } from '../prepare.js';
import type { PlannedCollector, PlannedParameter } from './types.js';

/** What is settled before anything is collected or asked. */
const settled = new Set(['detection', 'inputs', 'data']);

/** A collector as it would be run. */
export function planCollector(prepared: Prepared, step: string, id: string): PlannedCollector {
  const { playbook } = prepared;
  const spec = playbook.collectors[id]!;
  const { file, sha256 } = scriptOf(playbook, spec.script);
  return {
    id,
    step,
    answers: spec.answers,
    script: file,
    sha256,
    reads: spec.reads,
    deadline: spec.timeout / 1000,
    required: spec.required,
    parameters: Object.fromEntries(
      Object.entries(spec.parameters).map(([name, expression]) => [name, planParameter(expression, prepared)]),
    ),
  };
}

function planParameter(expression: Expression, { playbook, detection, inputs }: Prepared): PlannedParameter {
  const waitsFor = namesUsed(expression)
    .filter(([root]) => !settled.has(root!))
    .map((path) => path.slice(0, 2).join('.'));
  if (waitsFor.length > 0) return { expression, waitsFor: [...new Set(waitsFor)] };
  const result = evaluate(expression, buildScope(playbook, { detection, inputs }));
  return { expression, ...(result.ok ? { value: result.value } : { problem: result.error }) };
}
