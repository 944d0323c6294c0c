import type { CollectorMessage, Engine, Origin, Outcome, Reason, Source } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import type { ScriptFile } from '../playbook/scripts.js';
import type { FieldType } from '../playbook/types.js';

/** One collector to run; its deadline is in milliseconds. */
export interface CollectorJob {
  collector: string;
  script: ScriptFile;
  /** Functions that the engine defines before the script; the jobs of one playbook all have the same. */
  prelude?: ScriptFile | undefined;
  /** Data, never code. */
  parameters: JsonObject;
  timeout: number;
  rows: { [field: string]: FieldType };
}

/** How a collector ended. Rows went out before, through {@link CollectorSink.rows}. */
export interface CollectorEnd {
  outcome: Outcome;
  reason: Reason | null;
  detail: string | null;
  sources: Source[];
  errors: CollectorMessage[];
  warnings: CollectorMessage[];
  truncated: boolean;
  /** Lines printed outside the protocol while it ran, and the first of them. */
  noise: number;
  noiseSample: string[];
}

/**
 * Where a batch reports to, as it goes. Every job gets its calls in this order: `start`, `rows`*, `end`; one that never
 * began is started and ended as `notRun`, without an engine.
 */
export interface CollectorSink {
  start(job: CollectorJob, engine: Engine | null, origin: Origin | null): void;
  rows(job: CollectorJob, rows: JsonObject[]): void;
  end(job: CollectorJob, end: CollectorEnd): void;
}

/**
 * A way to get evidence. Implementations live in `src/collectors/*` and are listed in `src/collectors/index.ts`.
 * Failures in the field are ends with a reason, never exceptions.
 */
export interface CollectorSource {
  /** `powershell`, `powershell-file` or `replay`, as evidence headers and the journal name it. */
  kind: string;
  /** Engine path or evidence folder. */
  from: string;
  /**
   * Who answers there: the engine's hello, before anything is collected.
   * @throws KnownError with exit 8 ({@link preflightError}) when nothing answers, with what was looked for.
   */
  probe(signal: AbortSignal): Promise<Engine>;
  /**
   * Runs the jobs in order. Settles when every job has its end. On abort the one that runs fails and the rest are not
   * run, with the reason `budget` when the signal was stopped for that, else `interrupted`; `timedOut` at the deadline
   * of the batch.
   */
  collect(jobs: CollectorJob[], sink: CollectorSink, signal: AbortSignal): Promise<void>;
}
