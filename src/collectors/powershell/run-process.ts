import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Engine, Reason } from '../../domain/evidence.js';
import { abortOf, endUnrun } from '../delivery.js';
import { readEngine } from '../engine.js';
import { asObject, hostText } from '../messages.js';
import { Noise } from '../noise.js';
import type { CollectorJob, CollectorSink } from '../types.js';
import { Deadline } from './deadline.js';
import { type ProcessEnd, type StartEngine, startEngine } from './engine-process.js';
import { ownProcesses } from './own-processes.js';
import { packageFile } from './package-file.js';
import { engineArguments, requestLine, type Transport } from './protocol.js';
import { openReader } from './reader.js';
import { openTranscript, type Transcript } from './transcript.js';

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
  const deadline = new Deadline();
  const state: {
    hello: Engine | null;
    ended: number;
    running: Transcript | null;
    noise: Noise;
    stopped: { reason: Reason; detail: string } | null;
  } = { hello: null, ended: 0, running: null, noise: new Noise(), stopped: null };

  const stop = (reason: Reason, detail: string) => {
    state.stopped ??= { reason, detail };
    child.kill();
  };
  const soon = () => deadline.set(wait.between, () => stop('incomplete', 'PowerShell fell silent between collectors.'));
  const open = () => openTranscript(jobs[state.ended]!, sink, state.hello, state.noise);
  const closed = () => {
    state.running = null;
    state.noise = new Noise();
    state.ended++;
  };
  const noise = (line: string) => state.noise.add(line);

  const reader = openReader(
    nonce,
    jobs.map(({ collector }) => collector),
    {
      hello(value) {
        const hello = readEngine(value);
        state.hello = { ...hello, own: ownProcesses(hello, asObject(value)?.['parentPid']) };
        soon();
      },
      start() {
        state.running = open();
        const { timeout } = jobs[state.ended]!;
        deadline.set(timeout, () => stop('timedOut', `Its deadline of ${timeout / 1000} s passed.`));
      },
      items: (rows) => state.running?.items(rows),
      source: (value) => state.running?.source(value),
      warn: (value) => state.running?.warn(value),
      err: (value) => state.running?.err(value),
      end(status, announced) {
        state.running?.end(status, announced);
        closed();
        soon();
      },
      bye: soon,
      broken: (why) => stop('incomplete', `The output of PowerShell is damaged: ${why}.`),
      noise,
    },
  );

  const runner = engine.transport === 'file' ? null : readFileSync(packageFile('runner.ps1'), 'utf8');
  const command = {
    file: engine.path,
    arguments: engineArguments(engine.transport),
    input: requestLine(nonce, runner, jobs),
  };
  // What still comes after a stop belongs to nobody: the collector has been judged.
  const stdout = (chunk: Buffer) => {
    if (!state.stopped) reader.push(chunk);
  };
  const child = await start(command, { stdout, stderrLine: noise }, wait.drain);
  const abort = () => stop(abortOf(signal).reason, abortOf(signal).detail);
  deadline.set(wait.hello, () => stop('timedOut', 'PowerShell did not answer.'));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  const end = await child.ended;
  signal.removeEventListener('abort', abort);
  deadline.clear();
  if (!state.stopped) reader.end();

  const cause = state.stopped ?? { reason: 'incomplete' as const, detail: describe(end) };
  const trouble = state.hello ? null : cause.detail;
  if (end.notStarted !== null) {
    for (const job of jobs) endUnrun(job, sink, 'blocked', cause.detail);
    return { engine: null, rest: [], trouble };
  }
  const fail = () => {
    (state.running ?? open()).fail({ outcome: 'failed', ...cause });
    closed();
  };
  // Without an end frame a collector has failed. A process that came to no end at all is charged to its first job, so
  // that the next process has fewer; an engine that says no hello would do so every time.
  if (state.running) fail();
  else if (!signal.aborted) {
    if (state.hello && state.ended === 0 && jobs.length > 0) fail();
    while (!state.hello && state.ended < jobs.length) fail();
  }
  return { engine: state.hello, rest: jobs.slice(state.ended), trouble };
}

function describe({ notStarted, exitCode, stderr }: ProcessEnd): string {
  if (notStarted !== null) return `PowerShell could not be started: ${hostText(notStarted)}`;
  const said = stderr === '' ? '' : `: ${hostText(stderr.replace(/\s+/g, ' '))}`;
  return `PowerShell ended early (${exitCode === null ? 'killed' : `exit code ${exitCode}`})${said}`;
}
