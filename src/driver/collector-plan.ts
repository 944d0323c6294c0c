import type { CollectorJob } from '../collectors/types.js';
import type { JsonObject } from '../domain/json.js';
import { evaluate } from '../playbook/conditions/index.js';
import { preludeOf, type ScriptFile, scriptOf } from '../playbook/scripts.js';
import type { LiveCase } from './live-case.js';
import { type Owed, owedText, owedTo } from './owed.js';
import { scopeWithEvidence } from './scope.js';

/** A prepared collector: its job, or why it cannot run. */
export interface CollectorPlan {
  collector: string;
  answers: string;
  script: { path: string; sha256: string };
  prelude: { path: string; sha256: string } | null;
  parameters: JsonObject;
  job: CollectorJob | null;
  problem: string | null;
  /** What it looks for and does not know, because other collectors failed. */
  owed: Owed | null;
}

/** Computes parameters from what is known so far. If one cannot be computed, the collector does not run. */
export function planCollectors(live: LiveCase, collectors: string[]): CollectorPlan[] {
  const { playbook } = live.folder;
  const specs = collectors.map((collector) => ({ collector, spec: playbook.collectors[collector]! }));
  const scope = scopeWithEvidence(
    live,
    specs.flatMap(({ spec }) => Object.values(spec.parameters)),
  );
  const prelude = preludeOf(playbook);
  return specs.map(({ collector, spec }) => {
    const parameters: JsonObject = {};
    const problems: string[] = [];
    for (const [name, expression] of Object.entries(spec.parameters)) {
      const result = evaluate(expression, scope);
      if (result.ok) parameters[name] = result.value;
      else problems.push(`its parameter ${name} could not be computed (${result.error})`);
    }
    const script = scriptOf(playbook, spec.script);
    const owed = owedTo(spec, parameters, playbook, live.state.context.coverage);
    if (owed?.nothingLeft) problems.push(owedText(owed));
    const problem = problems.length > 0 ? problems.join('; ') : null;
    const job = { collector, script, prelude, parameters, timeout: spec.timeout, rows: spec.rows };
    return {
      ...{ collector, answers: spec.answers, parameters, problem, owed },
      ...{ script: named(script), prelude: prelude ? named(prelude) : null, job: problem ? null : job },
    };
  });
}

const named = ({ path, sha256 }: ScriptFile) => ({ path, sha256 });
