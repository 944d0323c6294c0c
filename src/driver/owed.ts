import type { CollectorEnd } from '../collectors/types.js';
import type { Coverage } from '../domain/evidence.js';
import type { Json } from '../domain/json.js';
import { namesUsed } from '../playbook/conditions/index.js';
import type { CollectorSpec, Expression, Playbook } from '../playbook/types.js';

/** Collectors that an expression gets rows from, directly or through facts. */
function evidenceBehind(playbook: Playbook, expressions: Expression[], seen: ReadonlySet<string>): Set<string> {
  const behind = new Set<string>();
  for (const [root, name] of expressions.flatMap(namesUsed)) {
    if (name === undefined || seen.has(`${root}.${name}`)) continue;
    if (root === 'evidence') behind.add(name);
    const fact = root === 'facts' ? playbook.facts[name] : undefined;
    if (!fact) continue;
    const inner = 'value' in fact ? [fact.value] : Object.values(fact.with);
    for (const each of evidenceBehind(playbook, inner, new Set([...seen, `facts.${name}`]))) behind.add(each);
  }
  return behind;
}

/** It looked, or there was nothing to look for. */
const isSound = ({ outcome, reason }: Coverage): boolean =>
  outcome !== 'failed' && (outcome !== 'notRun' || reason === 'skipped');

/** What a collector looks for and does not know, because collectors that give it failed or were not run. */
export interface Owed {
  /** Those collectors. */
  by: string[];
  /** Nothing is left to look for, so running the script would only say "nothing found". */
  nothingLeft: boolean;
}

/**
 * Which collectors owe this one something to look for; null when none does. Parameters that only leave something out
 * (`leavesOut`) owe nothing: without them a script looks at more.
 */
export function owedTo(
  { parameters, leavesOut }: Pick<CollectorSpec, 'parameters' | 'leavesOut'>,
  values: { [parameter: string]: Json },
  playbook: Playbook,
  coverage: { [collector: string]: Coverage },
): Owed | null {
  const lookedFor = Object.entries(parameters).flatMap(([name, expression]) => {
    const behind = leavesOut.includes(name) ? new Set<string>() : evidenceBehind(playbook, [expression], new Set());
    return behind.size > 0 ? [{ name, behind }] : [];
  });
  const failed = (collector: string) => coverage[collector] !== undefined && !isSound(coverage[collector]);
  const by = [...new Set(lookedFor.flatMap(({ behind }) => [...behind]))].filter(failed);
  if (by.length === 0) return null;
  const isEmpty = (value: Json | undefined) =>
    value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return { by, nothingLeft: lookedFor.every(({ name }) => isEmpty(values[name])) };
}

const namesOf = (collectors: string[]): string => collectors.join(' and ');

/** Why a collector was not run. */
export const owedText = ({ by }: Owed): string => `What to look for comes from ${namesOf(by)}, which failed.`;

/** The end of a collector that ran on a part of what it should look for: its rows show presence, never absence. */
export function endOfOwed(end: CollectorEnd, { by }: Owed): CollectorEnd {
  if (end.outcome !== 'collected' && end.outcome !== 'empty') return end;
  const detail = `What to look for also comes from ${namesOf(by)}, which failed.`;
  return { ...end, outcome: 'failed', reason: 'inputFailed', detail: [end.detail, detail].filter(Boolean).join(' ') };
}
