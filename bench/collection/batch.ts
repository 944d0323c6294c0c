import { EvidenceWriter } from '../../src/case/evidence/writer.js';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import type { CollectorJob } from '../../src/collectors/types.js';
import type { EvidenceHeader } from '../../src/domain/evidence.js';

/** What the child is told: engine, jobs, and the folder for the evidence files. */
export interface BatchRequest {
  engine: string;
  jobs: CollectorJob[];
  dir: string;
}

/** What it answers: time of the batch in ms, rows, peak resident memory of this Node process in MB. */
export interface BatchResult {
  ms: number;
  rows: number;
  peak: number;
}

/** A batch as a case runs it: through psl/1, checked, redacted, into evidence files with their hashes. */
async function runBatch({ engine, jobs, dir }: BatchRequest): Promise<BatchResult> {
  // In a run the probe has loaded it before.
  await import('execa');
  const source = openPowerShell(engine);
  const writers = new Map<string, EvidenceWriter>();
  let rows = 0;
  const started = performance.now();
  await source.collect(
    jobs,
    {
      start({ collector, script, prelude, parameters }, hello) {
        const header: EvidenceHeader = {
          ...{ schema: 'casefile/evidence@1', evidence: 'E1', collector, attempt: 1 },
          ...{ script, prelude: prelude ?? null, parameters },
          ...{ method: source.kind, engine: hello, origin: null, started: new Date().toISOString() },
        };
        writers.set(collector, new EvidenceWriter(dir, `${collector}.jsonl`, header));
      },
      rows({ collector }, more) {
        writers.get(collector)!.rows(more);
      },
      end({ collector }, end) {
        const writer = writers.get(collector)!;
        if (end.outcome !== 'collected' && end.outcome !== 'empty')
          throw new Error(`${collector}: ${end.outcome} ${end.reason} ${end.detail}`);
        rows += writer.items;
        writer.end({ schema: 'casefile/evidence-end@1', ended: new Date().toISOString(), items: writer.items, ...end });
      },
    },
    new AbortController().signal,
  );
  const ms = performance.now() - started;
  return { ms, rows, peak: process.resourceUsage().maxRSS / 1024 };
}

process.once('message', async (request: BatchRequest) => {
  process.send!(await runBatch(request));
  process.disconnect();
});
