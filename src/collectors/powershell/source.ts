import { preflightError } from '../../errors.js';
import { abortOf, endUnrun } from '../delivery.js';
import type { CollectorJob, CollectorSink, CollectorSource } from '../types.js';
import { findEngine } from './find-engine.js';
import { unfitParameter } from './protocol.js';
import { type Patience, patience, runProcess } from './run-process.js';

const silent: CollectorSink = { start() {}, rows() {}, end() {} };

/**
 * PowerShell on this host, by protocol psl/1.
 * @param named path of an engine; absent = the system's own.
 * @throws KnownError exit 8 when there is none.
 */
export function openPowerShell(named?: string | undefined, wait: Patience = patience): CollectorSource {
  const engine = findEngine(named);
  return {
    kind: 'powershell',
    from: engine,
    async probe(signal) {
      const run = await runProcess(engine, [], silent, signal, wait);
      signal.throwIfAborted();
      if (run.engine) return run.engine;
      throw preflightError('powershell-silent', {
        what: run.trouble ?? 'PowerShell did not answer',
        where: engine,
        expected: 'a PowerShell that runs commands given with -Command',
        next: 'Look for a policy that blocks it (AppLocker, App Control), or name another with --powershell PATH.',
      });
    },
    async collect(jobs, sink, signal) {
      let rest = jobs.filter((job) => isRunnable(job, sink));
      // Each process ends at least one job, so this ends. What hangs or exits is not tried again.
      while (rest.length > 0 && !signal.aborted) ({ rest } = await runProcess(engine, rest, sink, signal, wait));
      const { reason, detail } = abortOf(signal);
      for (const job of rest) endUnrun(job, sink, reason, detail);
    },
  };
}

function isRunnable(job: CollectorJob, sink: CollectorSink): boolean {
  const parameter = unfitParameter(job.parameters);
  if (parameter === null) return true;
  endUnrun(job, sink, 'unsupported', `The parameter ${parameter} is an object; scripts take texts, numbers and lists.`);
  return false;
}
