import { type EvidenceRow, evidenceRef } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import { namesUsed } from '../playbook/conditions.js';
import { buildScope, type Scope } from '../playbook/scope.js';
import type { Expression } from '../playbook/types.js';
import type { LiveCase } from './live-case.js';

/** Evidence rows as conditions see them: each carries the reference of where it stands. */
const withReference = (evidence: string, { row, data }: EvidenceRow): JsonObject => ({
  ...data,
  from: [evidenceRef(evidence, row)],
});

/** Everything that these expressions may name. Only the evidence that one of them names is read. */
export function scopeWithEvidence(live: LiveCase, expressions: Expression[]): Scope {
  const collectors = new Set(
    expressions.flatMap((expression) =>
      namesUsed(expression).flatMap(([root, name]) => (root === 'evidence' && name ? [name] : [])),
    ),
  );
  const evidence: { [collector: string]: JsonObject[] } = {};
  for (const collector of collectors) {
    const item = live.evidence(collector);
    if (item) evidence[collector] = [...item.rows()].map((row) => withReference(item.header.evidence, row));
  }
  return buildScope(live.folder.playbook, { ...live.state.context, evidence });
}
