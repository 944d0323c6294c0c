import type { AnalysisInput } from '../../../src/analysis/index.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { FactSpec, FindingRule, VerdictRules } from '../../../src/playbook/types.js';
import { caseOf, playbook, type Rows } from './case.js';

/** A rule that holds once for the host, with what a test wants to differ. */
export const rule = (change: Partial<FindingRule> = {}): FindingRule => ({
  id: 'some',
  forEach: null,
  when: 'true',
  subject: null,
  from: "['E1#1']",
  says: 'it is so',
  innocent: null,
  weight: 10,
  group: 'some',
  credit: false,
  lead: false,
  attack: null,
  ...change,
});

const verdict: VerdictRules = {
  levels: ['bad', 'doubtful', 'open', 'hardening', 'good'],
  benign: ['hardening', 'good'],
  thresholds: [
    { atLeast: 70, level: 'bad' },
    { atLeast: 35, level: 'doubtful' },
  ],
  otherwise: [{ when: null, level: 'good', because: null }],
  atLeast: [],
  benignBelow: 35,
  requires: [],
  wouldChange: [],
};

/** A case with own rules on the collectors of the real playbook, none of which is required unless a test says so. */
export function smallCase(change: {
  facts?: { [name: string]: FactSpec };
  findings?: FindingRule[];
  verdict?: Partial<VerdictRules>;
  required?: string[];
  rows?: Rows;
  answers?: JsonObject;
}): AnalysisInput {
  const collectors = Object.entries(playbook.collectors).map(([id, spec]) => [
    id,
    { ...spec, required: change.required?.includes(id) ?? false },
  ]);
  return {
    ...caseOf(change.rows ?? {}, { host: 'HOST', answers: change.answers ?? {} }),
    playbook: {
      ...playbook,
      collectors: Object.fromEntries(collectors),
      facts: change.facts ?? {},
      findings: change.findings ?? [],
      verdict: { ...verdict, ...change.verdict },
    },
  };
}
