import type { Engine, Origin, Outcome, Reason } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { Stopped } from '../errors.js';
import { redactJson } from '../secrets/redact.js';
import { checkRow } from './rows.js';
import type { CollectorEnd, CollectorJob, CollectorSink } from './types.js';

/** The only way from a collector's rows to the sink, for every source: checked, redacted, counted. */
export interface Delivery {
  /** Rows that arrived so far, fitting or not. */
  received(): number;
  rows(raw: Json[]): void;
  end(end: CollectorEnd): void;
}

/** Announces the job to the sink. */
export function openDelivery(
  job: CollectorJob,
  sink: CollectorSink,
  engine: Engine | null,
  origin: Origin | null = null,
): Delivery {
  let received = 0;
  let misfits = 0;
  let misfit: string | null = null;
  sink.start(job, engine, origin);
  return {
    received: () => received,
    rows(raw) {
      const fitting: JsonObject[] = [];
      for (const value of raw) {
        received++;
        const checked = checkRow(value, job.rows);
        if ('row' in checked) fitting.push(redactJson(checked.row));
        else {
          misfits++;
          misfit ??= `Row ${received}: ${checked.misfit}.`;
        }
      }
      if (fitting.length > 0) sink.rows(job, fitting);
    },
    end(end) {
      if (misfit === null) return sink.end(job, end);
      const detail = misfits === 1 ? misfit : `${misfit} ${misfits} of ${received} rows do not fit.`;
      const good = end.outcome === 'collected' || end.outcome === 'empty';
      sink.end(job, {
        ...end,
        outcome: 'failed',
        reason: good ? 'invalidRows' : end.reason,
        detail: [end.detail, detail].filter(Boolean).join(' '),
      });
    },
  };
}

/** The end of a collector that had nothing to say beyond its outcome. */
export const bareEnd = (outcome: Outcome, reason: Reason, detail: string | null): CollectorEnd => ({
  outcome,
  reason,
  detail,
  sources: [],
  errors: [],
  warnings: [],
  truncated: false,
  noise: 0,
  noiseSample: [],
});

/** Start and end of a job that never began. */
export function endUnrun(job: CollectorJob, sink: CollectorSink, reason: Reason, detail: string): void {
  openDelivery(job, sink, null).end(bareEnd('notRun', reason, detail));
}

/** Why a batch was called off: {@link Stopped} for the budget, a TimeoutError for its own deadline, else interrupted. */
export function abortOf(signal: AbortSignal): { reason: Reason; detail: string } {
  const why: unknown = signal.reason;
  if (why instanceof Stopped && why.reason === 'budget')
    return { reason: 'budget', detail: "The run's time was used up." };
  return why instanceof DOMException && why.name === 'TimeoutError'
    ? { reason: 'timedOut', detail: 'The deadline of the batch passed.' }
    : { reason: 'interrupted', detail: 'The run was interrupted.' };
}
