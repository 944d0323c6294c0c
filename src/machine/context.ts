import type { Analysis, ProposedVerdict } from '../domain/analysis.js';
import type { Detection, JoinedDetection } from '../domain/detection.js';
import type { Coverage } from '../domain/evidence.js';
import type { Handling } from '../domain/handling.js';
import type { ActionDecision } from '../domain/journal.js';
import type { Json, JsonObject } from '../domain/json.js';

/** What the machine knows: plain JSON and small. Evidence rows stay in their files. */
export interface CaseContext {
  detection: Detection;
  /** Alerts that joined the case. */
  joined: JoinedDetection[];
  inputs: JsonObject;
  answers: { [question: string]: Json };
  coverage: { [collector: string]: Coverage };
  /** Evidence id of the file, or why there is none. */
  attached: { [attachment: string]: { id: string } | { unavailable: string } };
  facts: { [name: string]: Json };
  findings: { id: string; group: string; weight: number; subject: string | null }[];
  proposed: ProposedVerdict | null;
  verdict: { level: string; proposed: string; score: number; overridden: boolean } | null;
  decided: { [action: string]: ActionDecision };
  /** Actions that destroy evidence are not offered. */
  legalHold: boolean;
  /** Something came in after the last analysis; no step is left before the next one. */
  stale: boolean;
}

/** What opens a case. */
export interface CaseInput {
  detection: Detection;
  inputs: JsonObject;
  handling: Handling;
}

/** The events that move the machine: the journal entries that bear on the state, without who and when. */
export type CaseEvent =
  | { type: 'COLLECTED'; collector: string; coverage: Coverage }
  | { type: 'ATTACHED'; attachment: string; id: string }
  | { type: 'UNAVAILABLE'; attachment: string; reason: string }
  | { type: 'ANALYSED'; analysis: Analysis }
  | { type: 'ANSWERED'; question: string; value: Json }
  | { type: 'CONCLUDED'; level: string; proposed: string; score: number; overridden: boolean }
  | { type: 'DECIDED_ACTION'; action: string; decision: ActionDecision }
  | { type: 'JOINED'; joined: JoinedDetection; legalHold: boolean };

export const initialContext = ({ detection, inputs, handling }: CaseInput): CaseContext => ({
  detection,
  joined: [],
  inputs,
  answers: {},
  coverage: {},
  attached: {},
  facts: {},
  findings: [],
  proposed: null,
  verdict: null,
  decided: {},
  legalHold: handling.legalHold,
  stale: false,
});
