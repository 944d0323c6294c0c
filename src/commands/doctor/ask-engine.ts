import { openCollectors } from '../../collectors/index.js';
import type { Transport } from '../../collectors/powershell/protocol.js';
import type { CollectorJob } from '../../collectors/types.js';
import { KnownError } from '../../errors.js';
import type { Heard, World } from './types.js';

/**
 * Starts PowerShell, asks who it is and runs scripts in it as collectors run. A PowerShell that is missing or doesn't
 * answer is a finding, not an error.
 */
export async function askEngine(
  from: { powershell?: string; transport?: Transport },
  jobs: CollectorJob[],
  elapsed: () => number,
  signal: AbortSignal,
): Promise<World['engine']> {
  try {
    const source = openCollectors(from);
    const hello = await source.probe(signal);
    const after = elapsed();
    const all = new Map(jobs.map(({ collector }): [string, Heard] => [collector, { rows: [], end: null }]));
    const heard = (job: string): Heard => all.get(job) ?? { rows: [], end: null };
    await source.collect(
      jobs,
      {
        start() {},
        rows: ({ collector }, rows) => void heard(collector).rows.push(...rows),
        end({ collector }, end) {
          heard(collector).end = end;
        },
      },
      signal,
    );
    signal.throwIfAborted();
    return { path: source.from, hello, after, heard };
  } catch (error) {
    if (error instanceof KnownError) return { trouble: error.parts };
    throw error;
  }
}
