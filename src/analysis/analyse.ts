import type { Analysis } from '../domain/analysis.js';
import type { Attached } from '../domain/attachment.js';
import type { Detection, JoinedDetection } from '../domain/detection.js';
import type { Coverage } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import { buildScope } from '../playbook/scope.js';
import type { Playbook } from '../playbook/types.js';
import { Unevaluated } from './condition.js';
import { deriveFacts } from './derive-facts.js';
import { evaluateFindings } from './findings.js';
import { loadAttached } from './load-attached.js';
import { type EvidenceRows, evidenceNamed, loadEvidence } from './load-evidence.js';
import { scoreSubjects } from './score.js';
import { proposeVerdict } from './verdict.js';

/** All that an analysis may know: no host, no clock, no network. */
export interface AnalysisInput {
  playbook: Playbook;
  detection: Detection;
  /** Alerts that joined the case. */
  joined?: JoinedDetection[];
  inputs: JsonObject;
  /** By question; what was not answered is absent. */
  answers: JsonObject;
  /** Of each collector's last attempt. */
  coverage: { [collector: string]: Coverage };
  evidence: { [collector: string]: EvidenceRows };
  /** What became of attachments, by their id in the playbook; absent = nobody was asked for any. */
  attached?: { [attachment: string]: Attached };
}

/**
 * Evidence -> facts -> findings -> scores -> proposed verdict. Pure, so that the same case gives the same analysis on
 * every machine. Never throws over what the evidence holds: what cannot be evaluated is listed in `notEvaluated`.
 */
export function analyse(input: AnalysisInput): Analysis {
  const { playbook, detection, inputs, answers, coverage } = input;
  const unevaluated = new Unevaluated();
  const { rows: evidence, ownNoise } = loadEvidence(playbook, input.evidence, evidenceNamed(playbook));
  const files = loadAttached(input.attached ?? {});
  const known = { detection, joined: input.joined, inputs, answers, coverage, evidence, files };

  const facts = deriveFacts(playbook, buildScope(playbook, known), unevaluated);
  const findings = evaluateFindings(playbook.findings, buildScope(playbook, { ...known, facts }), unevaluated);
  const scores = scoreSubjects(findings);
  const scope = buildScope(playbook, { ...known, facts, findings });
  const proposed = proposeVerdict({ playbook, scope, coverage, findings, scores }, unevaluated);

  const notEvaluated = unevaluated.list();
  return { schema: 'casefile/analysis@1', facts, findings, notEvaluated, scores, proposed, ownNoise };
}
