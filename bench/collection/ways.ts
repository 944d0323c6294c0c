import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectorJob } from '../../src/collectors/types.js';
import type { Contender } from '../compare.js';
import type { BatchRequest, BatchResult } from './batch.js';
import { rawRows, runRaw } from './raw.js';

/** The ways of running the same collectors on the same engine. */
export interface Ways {
  ours: Contender;
  raw: Contender;
  each: Contender;
  /** Peak memory of the Node process of each of our batches, in MB. */
  peaks: number[];
}

/**
 * Our batch through psl/1; one raw process for all of them; one raw process for each. All write their rows to files.
 * @param child the bundled `batch.ts`.
 */
export function waysOf(engine: string, jobs: CollectorJob[], env: NodeJS.ProcessEnv, child: URL): Ways {
  const dir = mkdtempSync(join(tmpdir(), 'casefile-bench-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'raw.json');
  const peaks: number[] = [];
  const rows = { ours: 0, raw: 0, each: 0 };
  // Who is fast because rows are missing has not won.
  const counted = (way: keyof typeof rows, count: number) => {
    rows[way] = count;
    const [first, ...others] = Object.values(rows).filter((known) => known > 0);
    if (others.some((other) => other !== first)) throw new Error(`Not the same rows: ${JSON.stringify(rows)}`);
  };
  const timed = async (work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };

  return {
    peaks,
    async ours() {
      const evidence = mkdtempSync(join(dir, 'case-'));
      const result = await batchIn(child, { engine, jobs, dir: evidence }, env);
      rmSync(evidence, { recursive: true });
      counted('ours', result.rows);
      peaks.push(result.peak);
      return result.ms;
    },
    async raw() {
      const ms = await timed(() => runRaw(engine, jobs, file, env));
      counted('raw', rawRows(file));
      return ms;
    },
    async each() {
      let count = 0;
      let ms = 0;
      for (const job of jobs) {
        ms += await timed(() => runRaw(engine, [job], file, env));
        count += rawRows(file);
      }
      counted('each', count);
      return ms;
    },
  };
}

/** In a Node process of its own, which does only this, so that its memory is what a batch needs. */
function batchIn(child: URL, request: BatchRequest, env: NodeJS.ProcessEnv): Promise<BatchResult> {
  const node = fork(child, { env });
  let result: BatchResult | null = null;
  return new Promise((resolve, reject) => {
    node.once('message', (message) => {
      result = message as BatchResult;
    });
    node.once('error', reject);
    node.once('exit', (code) => (result ? resolve(result) : reject(new Error(`The batch ended with ${code}`))));
    node.send(request);
  });
}
