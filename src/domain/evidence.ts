import type { FileRef } from './file.js';
import type { JsonObject } from './json.js';

/**
 * What became of a collector. Four different things, everywhere (types, terminal, report, exit code):
 * - `collected`: rows were delivered, an end frame came, no error.
 * - `empty`: an end frame came, no error, and there was nothing: the only way to say "nothing found".
 * - `failed`: it began and did not end well. Its rows prove presence, never absence.
 * - `notRun`: it never began.
 */
export const outcomes = ['collected', 'empty', 'failed', 'notRun'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why an outcome is not `collected`. */
export const reasons = [
  'denied', //       access was refused
  'timedOut', //     the collector's deadline passed
  'blocked', //      the language mode or a policy forbids what it needs
  'incomplete', //   no end frame, or frames are missing
  'budget', //       the run's time was used up
  'unsupported', //  the engine or the Windows version lacks something
  'skipped', //      there was nothing to look for
  'inputFailed', //  what to look for isn't known, because a collector that gives it failed
  'threw', //        the script ended with an error, or reported one
  'invalidRows', //  rows do not have the shape that the playbook declares
  'absent', //       replay: the evidence folder does not hold it; a source: the log or file does not exist
  'disabled', //     a source that exists and is switched off
  'interrupted', //  Ctrl-C, or the process died
] as const;
export type Reason = (typeof reasons)[number];

/** Coverage of one log, file or class that a collector read: the range that was truly read, and what stopped it. */
export interface Source {
  /** The source's own name: `Security`, `C:\ProgramData\…\connections.json`, `Win32_Service`. */
  name: string;
  outcome: Outcome;
  reason: Reason | null;
  /** First and last moment covered, UTC ISO-8601; null when time doesn't apply or nothing was read. */
  from: string | null;
  to: string | null;
  /** Oldest record in the log. Nothing can be said about the time before it. */
  oldest: string | null;
  /** A cap cut the result: nothing outside `from`..`to` was read. */
  truncated: boolean;
}

/** One complaint of a script, language-neutral: an id and a category, with the (possibly localised) message for people. */
export interface CollectorMessage {
  id: string | null;
  category: string | null;
  message: string;
  /** Name of the source that it is about. */
  source: string | null;
}

/** Facts about the PowerShell engine, from its hello frame. */
export interface Engine {
  psVersion: string | null;
  psEdition: string | null;
  languageMode: string | null;
  /** True when the process has the High or System integrity level (S-1-16-12288, S-1-16-16384). */
  elevated: boolean | null;
  culture: string | null;
  timeZone: string | null;
  utcOffsetMinutes: number | null;
  /** Computer name and its DNS name as the host itself gives them. */
  computer: string | null;
  fqdn: string | null;
  /** Account that runs the collectors, and its SID. */
  user: string | null;
  userSid: string | null;
  /** The host's clock at hello, UTC ISO-8601. */
  now: string | null;
  pid: number | null;
  /** The tool's own processes, as the host itself names them: the engine, and casefile if it started the engine. */
  own: OwnProcess[];
}

/** A process of the tool on the examined host. */
export interface OwnProcess {
  pid: number;
  /** UTC ISO-8601. */
  started: string;
}

/** First line of an evidence file. */
export interface EvidenceHeader {
  schema: 'casefile/evidence@1';
  /** Evidence id within the case: `E1`, `E2`, … */
  evidence: string;
  collector: string;
  attempt: number;
  /** Script path inside the playbook folder, and SHA-256 of its bytes. */
  script: { path: string; sha256: string };
  /** The functions that the engine defined before the script; null when there were none. */
  prelude: { path: string; sha256: string } | null;
  parameters: JsonObject;
  /** How it was obtained: `powershell`, `powershell-file` or `replay`. */
  method: string;
  engine: Engine | null;
  /** Where replayed evidence was recorded; null for evidence that came from the host itself. */
  origin: Origin | null;
  started: string;
}

/** The recording that replayed evidence comes from: its file as it lay there, and what its own header says. */
export interface Origin {
  file: FileRef;
  started: string;
  /** SHA-256 of the script that recorded it; another one than the playbook's shows in the report. */
  scriptSha256: string;
  /** The same of its prelude; null when it had none. */
  preludeSha256: string | null;
}

/** Last line of an evidence file, known by its `schema` (a row has no such field). Without it: an unfinished attempt. */
export interface EvidenceFooter {
  schema: 'casefile/evidence-end@1';
  ended: string;
  outcome: Outcome;
  reason: Reason | null;
  /** One sentence for people: what happened. */
  detail: string | null;
  items: number;
  sources: Source[];
  errors: CollectorMessage[];
  warnings: CollectorMessage[];
  /** Rows or text were cut at a limit. */
  truncated: boolean;
  /** Lines that the engine printed outside the protocol, and the first of them: cleaned, redacted, cut. */
  noise: number;
  noiseSample: string[];
}

/** A row of evidence with its number; rows count from 1. `[E3#12]` is row 12 of evidence E3. */
export interface EvidenceRow {
  row: number;
  data: JsonObject;
}

/** One evidence file, opened for reading. `footer` is null for an unfinished attempt. Rows stream from the file. */
export interface EvidenceItem {
  header: EvidenceHeader;
  footer: EvidenceFooter | null;
  file: FileRef;
  rows(): Iterable<EvidenceRow>;
}

/** What the machine and the reader need to know of a collector's last attempt. */
export interface Coverage {
  outcome: Outcome;
  reason: Reason | null;
  detail: string | null;
  items: number;
  /** Evidence id, `E3`. */
  evidence: string;
  sources: Source[];
  truncated: boolean;
}

/** Reference to one row of evidence as it is printed: `E3#12`. */
export const evidenceRef = (evidence: string, row: number): string => `${evidence}#${row}`;

/** Takes `E3#12` (or `E3`) apart; null for anything else. */
export function parseEvidenceRef(ref: string): { evidence: string; row: number | null } | null {
  const match = /^([EA]\d{1,6})(?:#(\d{1,9}))?$/.exec(ref);
  return match ? { evidence: match[1]!, row: match[2] === undefined ? null : Number(match[2]) } : null;
}
