import type { Detection } from './detection.js';
import type { Coverage, Outcome, Reason, Source } from './evidence.js';
import type { FileRef } from './file.js';
import type { Handling } from './handling.js';
import type { Json, JsonObject } from './json.js';

/**
 * The person who gave an answer, and how: at the terminal, from an answers file, or as an option of a command of its own. `account`
 * is the operating-system account; `by` the responder's name.
 */
export interface Given {
  by: string;
  account: string;
  source: 'terminal' | 'answers' | 'command';
}

/** A file that an input was read from. The input itself contains what was read. The file isn't kept. */
export interface InputFile extends FileRef {
  windows: number;
  /** Zones that its times are given in. */
  zones: string[];
  /** One sentence for each event that isn't an approved window. */
  leftOut: string[];
}

/** Whether the scripts of a playbook that isn't shipped passed the check, and why not. */
export interface ScriptStatus {
  checked: boolean;
  why: string | null;
}

/** What each type of journal entry carries. The journal is the case: state is a fold over these. */
export interface JournalData {
  OPENED: {
    case: string;
    alert: FileRef;
    detection: Detection;
    playbook: { id: string; version: string; sha256: string; files: FileRef[] };
    tool: { name: string; version: string };
    responder: string;
    account: string;
    inputs: JsonObject;
    /** Files that inputs were read from. */
    inputFiles: InputFile[];
    /** How evidence is obtained: `powershell`, `powershell-file` or `replay`, with the folder or engine path. */
    method: { kind: string; from: string };
    /** Why collecting on a host of another name is right (`--host-is`). */
    hostIs: string | null;
    /** Why the playbook was chosen: the trigger that matched, or `named by the responder`. */
    matchedBy: string;
    handling: Handling;
    /** Were its scripts checked before they ran? Absent for a playbook that the installation shipped. */
    scripts?: ScriptStatus;
  };
  /** A later alert for the same host and playbook. It adds to the handling, and its event to what findings are based on. */
  JOINED: {
    /** What claims cite it by, `alert2`. */
    id: string;
    file: FileRef;
    detection: Detection;
    matchedBy: string;
    responder: string;
    account: string;
    handling: Handling;
  };
  COLLECTING: {
    evidence: string;
    collector: string;
    attempt: number;
    step: string;
    script: { path: string; sha256: string };
    parametersSha256: string;
  };
  COLLECTED: {
    evidence: string;
    collector: string;
    attempt: number;
    step: string;
    file: FileRef;
    outcome: Outcome;
    reason: Reason | null;
    detail: string | null;
    items: number;
    sources: Source[];
    truncated: boolean;
    /** The host as its own engine names it. */
    host: string | null;
  };
  ATTACHED: Given & { attachment: string; id: string; file: FileRef; originalName: string };
  /**
   * A file that stays with the responder: its hash is journaled, its bytes are not in the case. `attachment` is the step
   * that asked for it; null when no step did. Rules don't read its rows.
   */
  HASHED: Given & { attachment: string | null; id: string; held: FileRef; note: string | null };
  UNAVAILABLE: Given & { attachment: string; reason: string };
  ANALYSED: { n: number; file: FileRef };
  ANSWERED: Given & {
    question: string;
    value: Json;
    because: string | null;
    /** Evidence references that were on screen. */
    shown: string[];
  };
  REVISED: Given & { question: string; value: Json; because: string | null; reason: string };
  NOTE: Given & { text: string };
  CONCLUDED: Given & {
    level: string;
    proposed: string;
    score: number;
    overridden: boolean;
    because: string | null;
  };
  /** A second person confirms the verdict of this level, and the decisions on actions, that are valid at this moment. */
  REVIEWED: Given & { level: string; because: string | null };
  /** From here on the case belongs to `to`. */
  HANDED_OVER: Given & { to: string; note: string | null };
  DECIDED_ACTION: Given & { action: string; decision: ActionDecision; because: string | null };
  REPORTED: { file: FileRef; tool: { name: string; version: string } };
  /** `signal`: a signal's name, `budget`, or `storage` when the case folder could not be written. */
  INTERRUPTED: { signal: string; during: string };
  RESUMED: {
    tool: { name: string; version: string };
    account: string;
    previousLock: string | null;
    /** Engine or evidence folder named on resume; null = as the case was opened. */
    source: string | null;
    /** Reason given on resume for collecting on a host of another name. */
    hostIs: string | null;
  };
  UNLOCKED: { account: string; previousLock: string };
}

export type JournalType = keyof JournalData;

/** What a responder decided about an action; the tool never carries one out. */
export const actionDecisions = ['done', 'planned', 'declined', 'notApplicable'] as const;
export type ActionDecision = (typeof actionDecisions)[number];

/** One line of `journal.jsonl`, keys in this order; `hash` = SHA-256 of the line's bytes without its hash part. */
export type JournalEntry<T extends JournalType = JournalType> = {
  [K in T]: { v: 1; seq: number; at: string; type: K; data: JournalData[K]; prev: string; hash: string };
}[T];

/** A journal event before it has a place in the chain. */
export type JournalEvent<T extends JournalType = JournalType> = {
  [K in T]: { type: K; data: JournalData[K] };
}[T];

/** Coverage of a collector as its COLLECTED entry carries it. */
export const coverageOf = (data: JournalData['COLLECTED']): Coverage => ({
  outcome: data.outcome,
  reason: data.reason,
  detail: data.detail,
  items: data.items,
  evidence: data.evidence,
  sources: data.sources,
  truncated: data.truncated,
});
