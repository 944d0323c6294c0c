import type { Finding } from '../domain/analysis.js';
import type { Attached } from '../domain/attachment.js';
import type { Detection, JoinedDetection } from '../domain/detection.js';
import type { Coverage } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import type { Playbook } from './types.js';

/** What conditions see, by name. */
export type Scope = { [name: string]: Json };

/** What is known at some moment of a case; what is left out reads as absent. */
export interface ScopeParts {
  detection: Detection;
  /** Alerts that joined the case. */
  joined?: JoinedDetection[] | undefined;
  /** As {@link parseInputs} gives them: durations in seconds, intervals as `{start, end}`. */
  inputs?: JsonObject | undefined;
  answers?: { [question: string]: Json } | undefined;
  coverage?: { [collector: string]: Coverage } | undefined;
  facts?: { [name: string]: Json } | undefined;
  findings?: Pick<Finding, 'id' | 'group' | 'weight' | 'subject'>[] | undefined;
  /** Rows by collector; each carries `from`, the list of its evidence references. */
  evidence?: { [collector: string]: JsonObject[] } | undefined;
  /** What became of attachments, by their id in the playbook; rows carry `from`. */
  files?: { [attachment: string]: Pick<Attached, 'state' | 'rows'> } | undefined;
  verdict?: { level: string; proposed: string; score: number; overridden: boolean } | null | undefined;
}

/**
 * Gives every declared name a value, so that no condition fails on a name: an answer that is not given, a collector
 * that did not run, a fact that is not computed and an attachment that nobody was asked for are null; evidence and
 * attached rows are an empty list.
 */
export function buildScope(playbook: Playbook, parts: ScopeParts): Scope {
  const { inputs = {}, answers = {}, coverage = {}, facts = {}, findings = [], evidence = {}, verdict = null } = parts;
  const { files = {} } = parts;
  const each = (declared: object, value: (name: string) => Json | undefined, absent: Json): JsonObject =>
    Object.fromEntries(Object.keys(declared).map((name) => [name, value(name) ?? absent]));
  return {
    detection: { ...parts.detection } as unknown as JsonObject,
    alerts: [{ id: 'alert', detection: parts.detection }, ...(parts.joined ?? [])].map(
      ({ id, detection }) => ({ ...detection, from: [id] }) as unknown as JsonObject,
    ),
    inputs: Object.fromEntries(
      Object.entries(playbook.inputs).map(([name, spec]) => [name, inputs[name] ?? spec.default]),
    ),
    data: playbook.data,
    answers: each(playbook.questions, (id) => answers[id], null),
    coverage: each(playbook.collectors, (id) => coverage[id] as unknown as Json, null),
    facts: each(playbook.facts, (name) => facts[name], null),
    findings: findings.map(({ id, group, weight, subject }) => ({ id, group, weight, subject })),
    evidence: each(playbook.collectors, (id) => evidence[id], []),
    attached: each(playbook.attachments, (id) => files[id]?.rows, []),
    attachment: each(playbook.attachments, (id) => files[id]?.state, null),
    verdict: verdict && { ...verdict },
  };
}
