import { evidenceRows, loadAttached, loadEvidence } from '../analysis/index.js';
import { namesUsed } from '../playbook/conditions/index.js';
import { buildScope, type Scope } from '../playbook/scope.js';
import type { Expression } from '../playbook/types.js';
import type { LiveCase } from './live-case.js';

/** Everything that these expressions may name. Only the evidence that one of them names is read; attached files were read when they came. */
export function scopeWithEvidence(live: LiveCase, expressions: Expression[]): Scope {
  const collectors = new Set(
    expressions.flatMap((expression) =>
      namesUsed(expression).flatMap(([root, name]) => (root === 'evidence' && name ? [name] : [])),
    ),
  );
  const items = Array.from(collectors, (collector) => [collector, live.evidence(collector)] as const);
  const found = Object.fromEntries(
    items.flatMap(([collector, item]) => (item ? [[collector, evidenceRows(item)]] : [])),
  );
  const { rows } = loadEvidence(live.folder.playbook, found, collectors);
  const files = loadAttached(live.attached());
  return buildScope(live.folder.playbook, { ...live.state.context, evidence: rows, files });
}
