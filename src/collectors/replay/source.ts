import path from 'node:path';
import type { EvidenceFooter, Origin } from '../../domain/evidence.js';
import { abortOf, bareEnd, endUnrun, openDelivery } from '../delivery.js';
import { readEngine } from '../engine.js';
import type { CollectorEnd, CollectorJob, CollectorSink, CollectorSource } from '../types.js';
import { type RecordedHeader, readFooter, readHeader, readLines, recordingRef } from './evidence-file.js';
import { type Attempt, listAttempts } from './evidence-folder.js';

/**
 * Evidence that was collected before: a case runs again without a host.
 * @param folder holds `<collector>.<attempt>.jsonl` (schema `casefile/evidence@1`).
 * @throws KnownError exit 2 when it holds none.
 */
export function openReplay(folder: string): CollectorSource {
  const from = path.resolve(folder);
  const attempts = listAttempts(from);
  return {
    kind: 'replay',
    from,
    async probe(signal) {
      for (const { file, collector } of attempts) {
        signal.throwIfAborted();
        const engine = (await headerOf(file, collector))?.engine;
        if (engine) return engine;
      }
      return readEngine(null);
    },
    async collect(jobs, sink, signal) {
      for (const job of jobs) {
        const { reason, detail } = abortOf(signal);
        if (signal.aborted) endUnrun(job, sink, reason, detail);
        else
          await replay(
            job,
            attempts.filter(({ collector }) => collector === job.collector),
            sink,
          );
      }
    },
  };
}

async function replay(job: CollectorJob, attempts: Attempt[], sink: CollectorSink): Promise<void> {
  const attempt = (await finished(attempts)) ?? attempts[0];
  if (!attempt) return endUnrun(job, sink, 'absent', 'The evidence folder holds nothing of it.');
  const header = await headerOf(attempt.file, job.collector);
  const delivery = openDelivery(job, sink, header?.engine ?? null, header && (await originOf(attempt, header)));
  if (!header) return delivery.end(incomplete(attempt, 'its first line is not the header of this collector'));

  let footer: EvidenceFooter | null = null;
  try {
    for await (const { number, line, last } of readLines(attempt.file)) {
      if (number === 1) continue;
      footer = last ? readFooter(line) : null;
      if (footer) break;
      if (!line) return delivery.end(incomplete(attempt, `line ${number} is damaged`));
      delivery.rows([line.value]);
    }
  } catch (error) {
    return delivery.end(incomplete(attempt, `it cannot be read (${(error as NodeJS.ErrnoException).code})`));
  }
  delivery.end(footer ? recorded(attempt, footer, delivery.received()) : incomplete(attempt, 'it has no end'));
}

/** The outcome that was recorded, unless the rows speak against it. */
function recorded(attempt: Attempt, footer: EvidenceFooter, received: number): CollectorEnd {
  const { schema: _, ended: __, items, ...end } = footer;
  const impossible =
    (end.outcome === 'empty' && received > 0) ||
    (end.outcome === 'collected' && (received === 0 || end.reason !== null));
  if (items === received && !impossible) return end;
  const detail = `it says ${end.outcome} with ${items} rows and holds ${received}`;
  return { ...end, ...withoutCoverage(incomplete(attempt, detail)) };
}

const withoutCoverage = ({ outcome, reason, detail }: CollectorEnd) => ({ outcome, reason, detail });

const incomplete = ({ file }: Attempt, why: string): CollectorEnd =>
  bareEnd('failed', 'incomplete', `The recording ${path.basename(file)} is not whole: ${why}.`);

async function finished(attempts: Attempt[]): Promise<Attempt | null> {
  for (const attempt of attempts) {
    try {
      for await (const { line, last, number } of readLines(attempt.file)) {
        if (last && number > 1 && readFooter(line)) return attempt;
      }
    } catch {
      // Unreadable is unfinished; the replay of it says why.
    }
  }
  return null;
}

const originOf = async ({ file }: Attempt, header: RecordedHeader): Promise<Origin> => ({
  file: await recordingRef(file),
  started: header.started,
  scriptSha256: header.scriptSha256,
  preludeSha256: header.preludeSha256,
});

async function headerOf(file: string, collector: string): Promise<RecordedHeader | null> {
  try {
    for await (const { line } of readLines(file)) return readHeader(line, collector);
  } catch {
    // The same as a file without a header.
  }
  return null;
}
