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

/** Everything that an analysis can use: no host, no clock, no network. */
export interface AnalysisInput {
  playbook: Playbook;
  detection: Detection;
  /** Alerts that joined the case. */
  joined?: JoinedDetection[];
  inputs: JsonObject;
  /** By question, without unanswered questions. */
  answers: JsonObject;
  /** Of each collector's last attempt. */
  coverage: { [collector: string]: Coverage };
  evidence: { [collector: string]: EvidenceRows };
  /** Attachments by their id in the playbook; absent when nobody was asked for any. */
  attached?: { [attachment: string]: Attached };
}

/**
 * Evidence -> facts -> findings -> scores -> proposed verdict. Pure, so the same case gives the same analysis on every
 * machine. Never throws because of evidence: rules that can't be evaluated are listed in `notEvaluated`.
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
