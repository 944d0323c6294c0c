import type { CollectorMessage, Engine, Source } from '../../domain/evidence.js';
import type { Json } from '../../domain/json.js';
import { openDelivery } from '../delivery.js';
import { readMessage, readSource } from '../messages.js';
import type { Noise } from '../noise.js';
import { classifyOutcome, type Verdict } from '../outcome.js';
import type { CollectorJob, CollectorSink } from '../types.js';
import { changedParameters } from './protocol.js';

/** Messages kept of each kind; a script that complains more often than this has said what it had to say. */
const mostMessages = 200;

/** What one collector says while it runs; its rows go on to the sink at once. */
export interface Transcript {
  items(rows: Json[]): void;
  source(value: Json): void;
  warn(value: Json): void;
  err(value: Json): void;
  /** It came to its end frame. */
  end(status: string, announced: number): void;
  /** It did not. */
  fail(verdict: Verdict): void;
}

/**
 * Announces the job to the sink.
 * @param noise what the process prints outside the protocol, from the end of the job before to the end of this one.
 */
export function openTranscript(
  job: CollectorJob,
  sink: CollectorSink,
  engine: Engine | null,
  noise: Noise,
): Transcript {
  const delivery = openDelivery(job, sink, engine);
  const sources: Source[] = [];
  const errors: CollectorMessage[] = [];
  const warnings: CollectorMessage[] = changedParameters(job.parameters).map(changedWarning);
  let truncated = false;
  let misfit: string | null = null;

  const keep = <T>(list: T[], item: T) => {
    if (list.length < mostMessages) list.push(item);
    else truncated = true;
  };
  const close = (verdict: Verdict) =>
    delivery.end({
      ...verdict,
      ...{ sources, errors, warnings, truncated },
      ...{ noise: noise.lines, noiseSample: noise.sample },
    });

  return {
    items: delivery.rows,
    source(value) {
      const source = readSource(value);
      if ('misfit' in source) misfit ??= `${source.misfit}.`;
      else keep(sources, source);
    },
    warn: (value) => keep(warnings, readMessage(value)),
    err: (value) => keep(errors, readMessage(value)),
    end(status, announced) {
      truncated ||= status === 'limit';
      const verdict = classifyOutcome({ status, announced, received: delivery.received(), errors, sources });
      const good = verdict.outcome === 'collected' || verdict.outcome === 'empty';
      close(good && misfit ? { outcome: 'failed', reason: 'invalidRows', detail: misfit } : verdict);
    },
    fail: close,
  };
}

const changedWarning = (name: string): CollectorMessage => ({
  id: 'casefile.parameterChanged',
  category: null,
  message: `The parameter ${name} holds half a character (a lone surrogate); the script was given U+FFFD in its place.`,
  source: name,
});
