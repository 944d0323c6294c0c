import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import { job, recorder } from '../collectors/record.js';
import { canSeeMarks, markedProcesses, markName } from '../helpers/processes.js';
import type { Fault } from './faults.js';

/** What became of a collector with a fault, between two good ones. */
export interface Recorded {
  fault: Fault;
  outcome: string;
  reason: string | null;
  rows: number;
  noise: number;
  /** Both good collectors gave their row. */
  othersWell: boolean;
  /** Processes that are alive after the run; null where nobody can tell. */
  left: number | null;
  /** Something was lost, and the outcome does not say so. */
  looksClean: boolean;
  /** Nothing was lost, and the outcome does not say that. */
  wronglyFailed: boolean;
}

const hosts = fileURLToPath(new URL('../windows/hosts/', import.meta.url));

export async function runFault(fault: Fault): Promise<Recorded> {
  const mark = randomUUID();
  process.env[markName] = mark;
  process.env['SIMULATED_HOST'] = `${hosts}${fault.host ?? 'hanging'}`;
  // What the wrapper for ConstrainedLanguage wraps.
  const { engine } = await import('../helpers/engine.js');
  process.env['ENGINE'] = engine?.path ?? '';

  const good = fault.on === 'fake' ? 'rows' : '@{ n = 1 }; @{ n = 2 }';
  const sink = recorder();
  const jobs = [job('before', good), job('bad', fault.script, { n: 'number' }, more(fault)), job('after', good)];
  await openPowerShell(fault.engine).collect(jobs, sink, new AbortController().signal);
  delete process.env[markName];

  const { rows, end } = sink.heard('bad');
  const { outcome, reason, noise } = end!;
  const good2 = (name: string) => sink.heard(name).end?.outcome === 'collected' && sink.heard(name).rows.length === 2;
  const clean = outcome === 'collected' || outcome === 'empty';
  return {
    ...{ fault, outcome, reason, noise, rows: rows.length },
    othersWell: good2('before') && good2('after'),
    left: canSeeMarks ? await left(mark) : null,
    looksClean: clean && fault.whole === null,
    wronglyFailed: fault.whole !== null && (!clean || rows.length !== fault.whole),
  };
}

const more = ({ timeout }: Fault) => (timeout === undefined ? {} : { timeout });

/** The kernel may still be reaping what was killed. */
async function left(mark: string): Promise<number> {
  for (let tries = 0; tries < 40 && markedProcesses(mark).length > 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return markedProcesses(mark).length;
}
