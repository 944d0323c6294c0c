import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Engine } from '../../domain/evidence.js';
import { endUnrun } from '../delivery.js';
import { hostText } from '../messages.js';
import type { CollectorJob, CollectorSink } from '../types.js';
import { Batch } from './batch.js';
import { type EngineCommand, type ProcessEnd, type StartEngine, startEngine } from './engine-process.js';
import { Guard, type Stop } from './guard.js';
import { packageFile } from './package-file.js';
import { engineArguments, requestLine, type Transport } from './protocol.js';
import { openReader, type ReaderEvents } from './reader.js';

/** How long the engine may be silent outside a collector, in milliseconds. */
export interface Patience {
  /** From the start of the process to its hello, a cold virus scanner included. */
  hello: number;
  /** From hello, or the end of a collector, to what comes next. */
  between: number;
  /** Pipes that something holds after the engine has gone. */
  drain: number;
}

export const patience: Patience = { hello: 90_000, between: 15_000, drain: 2_000 };

/** What one process brought. */
export interface ProcessRun {
  engine: Engine | null;
  /** Jobs that it did not come to; always fewer than it was given. */
  rest: CollectorJob[];
  /** In one sentence why it did not say hello. */
  trouble: string | null;
}

/**
 * Runs jobs in one process of the engine, in their order, until all have ended or the process has. A job that takes the
 * process with it has failed; those behind it are the rest, for another process.
 */
export async function runProcess(
  engine: { path: string; transport: Transport },
  jobs: CollectorJob[],
  sink: CollectorSink,
  signal: AbortSignal,
  wait: Patience = patience,
  start: StartEngine = startEngine,
): Promise<ProcessRun> {
  const nonce = randomBytes(16).toString('hex');
  const batch = new Batch(jobs, sink);
  const guard = new Guard();
  const names = jobs.map(({ collector }) => collector);
  const reader = openReader(nonce, names, readerEvents(batch, guard, wait));
  // What comes after a stop belongs to nobody: the collector has its outcome.
  const stdout = (chunk: Buffer) => {
    if (!guard.stopped) reader.push(chunk);
  };
  const on = { stdout, stderrLine: (line: string) => batch.hear(line) };
  const child = await start(commandOf(engine, nonce, jobs), on, wait.drain);
  guard.watch(child, signal);
  guard.allow(wait.hello, 'timedOut', 'PowerShell did not answer.');
  const end = await child.ended;
  guard.release();
  if (!guard.stopped) reader.end();
  return settle(batch, sink, end, guard.stopped, signal.aborted);
}

function commandOf(engine: { path: string; transport: Transport }, nonce: string, jobs: CollectorJob[]): EngineCommand {
  const runner = engine.transport === 'file' ? null : readFileSync(packageFile('runner.ps1'), 'utf8');
  return {
    file: engine.path,
    arguments: engineArguments(engine.transport),
    input: requestLine(nonce, runner, jobs),
  };
}

/** Passes frames on to the batch. Each phase of the process gets its own deadline. */
function readerEvents(batch: Batch, guard: Guard, wait: Patience): ReaderEvents {
  const soon = () => guard.allow(wait.between, 'incomplete', 'PowerShell fell silent between collectors.');
  return {
    hello(value) {
      batch.greet(value);
      soon();
    },
    start() {
      const { timeout } = batch.begin();
      guard.allow(timeout, 'timedOut', `Its deadline of ${timeout / 1000} s passed.`);
    },
    items: (rows) => batch.running?.items(rows),
    source: (value) => batch.running?.source(value),
    warn: (value) => batch.running?.warn(value),
    err: (value) => batch.running?.err(value),
    end(status, announced) {
      batch.end(status, announced);
      soon();
    },
    bye: soon,
    broken: (why) => guard.stop('incomplete', `The output of PowerShell is damaged: ${why}.`),
    noise: (line) => batch.hear(line),
  };
}

/**
 * Gives an outcome to jobs without an end frame. A process that ended no job is charged to its first one, so that the next
 * process has fewer. An engine that never says hello would never say it, so all its jobs have failed.
 */
function settle(
  batch: Batch,
  sink: CollectorSink,
  end: ProcessEnd,
  stopped: Stop | null,
  aborted: boolean,
): ProcessRun {
  const cause = stopped ?? { reason: 'incomplete' as const, detail: endText(end) };
  const trouble = batch.hello ? null : cause.detail;
  if (end.notStarted !== null) {
    for (const job of batch.jobs) endUnrun(job, sink, 'blocked', cause.detail);
    return { engine: null, rest: [], trouble };
  }
  const fail = () => batch.fail({ outcome: 'failed', ...cause });
  if (batch.running) fail();
  else if (!aborted) {
    if (batch.hello && !batch.hasEnded && batch.jobs.length > 0) fail();
    while (!batch.hello && batch.rest.length > 0) fail();
  }
  return { engine: batch.hello, rest: batch.rest, trouble };
}

function endText({ notStarted, exitCode, stderr }: ProcessEnd): string {
  if (notStarted !== null) return `PowerShell could not be started: ${hostText(notStarted)}`;
  const said = stderr === '' ? '' : `: ${hostText(stderr.replace(/\s+/g, ' '))}`;
  return `PowerShell ended early (${exitCode === null ? 'killed' : `exit code ${exitCode}`})${said}`;
}
