import { readFileSync } from 'node:fs';
import type { Reason } from '../../domain/evidence.js';
import { preflightError } from '../../errors.js';
import { sha256 } from '../../files/hash.js';
import type { ScriptFile } from '../../playbook/scripts.js';
import { abortOf, endUnrun } from '../delivery.js';
import type { CollectorJob, CollectorSink, CollectorSource } from '../types.js';
import { within } from './deadline.js';
import { type StartEngine, startEngine } from './engine-process.js';
import { findEngine } from './find-engine.js';
import { type Transport, unfitParameter } from './protocol.js';
import { type Patience, patience, runProcess } from './run-process.js';

const silent: CollectorSink = { start() {}, rows() {}, end() {} };

/**
 * PowerShell on this host, by protocol psl/1.
 * @param named path of an engine; absent = the system's own.
 * @param start how an engine is started; tests share one process.
 * @throws KnownError exit 8 when there is none.
 */
export function openPowerShell(
  named?: string | undefined,
  transport: Transport = 'command',
  wait: Patience = patience,
  start: StartEngine = startEngine,
): CollectorSource {
  const engine = { path: findEngine(named), transport };
  return {
    kind: transport === 'command' ? 'powershell' : 'powershell-file',
    from: engine.path,
    async probe(signal) {
      const run = await runProcess(engine, [], silent, signal, wait, start);
      signal.throwIfAborted();
      if (run.engine) return run.engine;
      throw preflightError('powershell-silent', {
        what: run.trouble ?? 'PowerShell did not answer',
        where: engine.path,
        expected: `a PowerShell that runs ${transport === 'command' ? 'commands given with -Command' : 'script files given with -File'}`,
        next: 'Look for a policy that blocks it (AppLocker, App Control, execution policy), or name another with --powershell PATH.',
      });
    },
    async collect(jobs, sink, outer) {
      const time = jobs.reduce((sum, { timeout }) => sum + timeout, wait.hello);
      await within(time, outer, async (signal) => {
        let rest = jobs;
        // Each process ends at least one job, so this ends. What hangs or exits is not tried again.
        while (rest.length > 0 && !signal.aborted) {
          const runnable = rest.filter((job) => isRunnable(job, transport, sink));
          if (runnable.length > 0) ({ rest } = await runProcess(engine, runnable, sink, signal, wait, start));
          else rest = [];
        }
        const { reason, detail } = abortOf(signal);
        for (const job of rest) endUnrun(job, sink, reason, detail);
      });
    },
  };
}

function isRunnable(job: CollectorJob, transport: Transport, sink: CollectorSink): boolean {
  const problem = problemOf(job, transport);
  if (problem) endUnrun(job, sink, ...problem);
  return problem === null;
}

function problemOf({ parameters, script, prelude }: CollectorJob, transport: Transport): [Reason, string] | null {
  const parameter = unfitParameter(parameters);
  if (parameter !== null)
    return ['unsupported', `The parameter ${parameter} is an object; scripts take texts, numbers and lists.`];
  if (isChanged(script, transport)) return ['blocked', 'Its script is not the one that the case was opened with.'];
  return prelude && isChanged(prelude, transport)
    ? ['blocked', `${prelude.path} is not the one that the case was opened with.`]
    : null;
}

const isChanged = ({ text, file, sha256: known }: ScriptFile, transport: Transport): boolean =>
  sha256(transport === 'command' ? text : readOrNothing(file)) !== known;

function readOrNothing(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
