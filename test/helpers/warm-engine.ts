import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineCommand, ProcessEnd, StartEngine } from '../../src/collectors/powershell/engine-process.js';
import { engineEnvironment } from '../../src/collectors/powershell/environment.js';
import type { Transport } from '../../src/collectors/powershell/protocol.js';
import type { Patience } from '../../src/collectors/powershell/run-process.js';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import type { CollectorSource } from '../../src/collectors/types.js';
import { cutLines, type Line } from '../../src/domain/lines.js';
import { simulatedPwsh } from './engine.js';

const windows = fileURLToPath(new URL('../windows/', import.meta.url));
const literal = (text: string): string => `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** What test/windows/pwsh puts before a command: the simulated cmdlets, then the language mode. */
const prologue = `Import-Module ${literal(`${windows}modules/SimulatedWindows.psm1`)} -DisableNameChecking;$ExecutionContext.SessionState.LanguageMode=(Start-SimulatedWindows);`;

/** Where a run happens: in the folder of a simulated host, or on this machine as it is, in a language mode. */
type Place = string | { languageMode: string };

/**
 * PowerShell as {@link openPowerShell} gives it, without the start of a process: all runs of a test file share one, and
 * each gets a runspace of its own. The request, the runner, the frames and their reader are the product's. Runs go one
 * after the other. One that hangs, exits or is killed takes the process with it, and the next run starts another.
 */
export function warmPowerShell(place: Place, transport?: Transport, wait?: Patience): CollectorSource {
  const path = typeof place === 'string' ? simulatedPwsh : `${windows}engine`;
  return openPowerShell(path, transport, wait, (command, on) => start(place, command, on));
}

/** What a command printed, and its exit code (null when it was killed). */
export interface Printed {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs what stands behind PowerShell's options: `-Command` and a text, or `-File` and a path. `input` is one line. */
export async function runWarm(place: Place, command: string[], input = ''): Promise<Printed> {
  const chunks: Buffer[] = [];
  const errors: string[] = [];
  const run = await start(
    place,
    { file: simulatedPwsh, arguments: command, input },
    { stdout: (chunk) => chunks.push(chunk), stderrLine: (line) => errors.push(line) },
  );
  const { exitCode } = await run.ended;
  return { stdout: Buffer.concat(chunks).toString('utf8'), stderr: errors.join('\n'), code: exitCode };
}

/** One run at a time: the start of a run waits for the end of the one before. */
let before: Promise<unknown> = Promise.resolve();

async function start(place: Place, command: EngineCommand, on: Parameters<StartEngine>[1]): ReturnType<StartEngine> {
  let free = () => {};
  const turn = before;
  before = new Promise<void>((resolve) => {
    free = resolve;
  });
  await turn;
  const run = runIn(warmProcess(), place, command, on);
  void run.ended.then(free);
  return run;
}

let current: ChildProcessWithoutNullStreams | null = null;

/** The process of this test file, started when there is none. It ends when this process does: its stdin is closed then. */
function warmProcess(): ChildProcessWithoutNullStreams {
  if (current && current.exitCode === null && current.signalCode === null) return current;
  const options = ['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text'];
  const child = spawn(`${windows}engine`, [...options, '-File', `${windows}warm-server.ps1`], {
    // As in test/windows/pwsh.
    env: { ...engineEnvironment(process.env, process.platform), DOTNET_TieredPGO: '0', DOTNET_TC_CallCounting: '0' },
  });
  child.stdin.on('error', () => {});
  keepAlive(child, false);
  current = child;
  return child;
}

/** A process that waits for work must not keep Node from ending. */
function keepAlive(child: ChildProcessWithoutNullStreams, alive: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr] as unknown as NodeJS.Timeout[])
    alive ? part.ref() : part.unref();
}

function runIn(
  child: ChildProcessWithoutNullStreams,
  place: Place,
  { arguments: options, input }: EngineCommand,
  on: Parameters<StartEngine>[1],
) {
  const id = randomBytes(16).toString('hex');
  const lines = cutLines(1024 * 1024);
  let stderr = '';
  const stdout = untilMark(id, on.stdout);
  const said = (line: Line) => {
    if (line?.length !== 0) on.stderrLine(line?.toString('utf8') ?? '(a long line)');
  };
  const errors = untilMark(id, (chunk) => {
    for (const line of lines.push(chunk)) said(line);
    stderr = (stderr + chunk.toString('utf8')).slice(-2_000);
  });

  const ended = new Promise<ProcessEnd>((resolve) => {
    const settle = (notStarted: string | null, exitCode: number | null) => {
      child.stdout.off('data', stdout.push);
      child.stderr.off('data', errors.push);
      child.off('close', closed);
      child.off('error', failed);
      if (child.exitCode === null) keepAlive(child, false);
      for (const line of lines.end()) said(line);
      resolve({ notStarted, exitCode, stderr: stderr.trim() });
    };
    const closed = (code: number | null) => settle(null, code);
    const failed = (error: Error) => settle(error.message, null);
    child.once('close', closed);
    child.once('error', failed);
    child.stdout.on('data', stdout.push);
    child.stderr.on('data', errors.push);
    void Promise.all([stdout.code, errors.code]).then(([code]) => {
      if (code === 'exit') child.stdin.end();
      else settle(null, Number(code));
    });
  });
  keepAlive(child, true);
  const simulated = typeof place === 'string';
  const before = simulated ? prologue : `$ExecutionContext.SessionState.LanguageMode=${literal(place.languageMode)};`;
  const request = {
    id,
    host: simulated ? place : null,
    input: input.replace(/\r?\n$/, ''),
    command: before + commandOf(options),
  };
  // ASCII: the engine reads its stdin in the code page of the system.
  child.stdin.write(`${JSON.stringify(request).replace(/[^\x20-\x7e]/g, escaped)}\n`);
  return { kill: () => void child.kill('SIGKILL'), ended };
}

/** The text behind -Command, or one that runs the file behind -File. */
function commandOf(options: string[]): string {
  const at = options.findIndex((option) => option === '-Command' || option === '-File');
  const [option, ...rest] = options.slice(at);
  if (option !== '-File') return rest.join(' ');
  // Most scripts take no pipeline input, and say so.
  const fed = readFileSync(rest[0]!, 'utf8').includes('$input') ? '$input|' : '';
  return `${fed}& ${literal(rest[0]!)}`;
}

/** Passes a stream on up to the mark of a run, at once but for what may be the mark's beginning. */
function untilMark(id: string, pass: (chunk: Buffer) => void) {
  let held = Buffer.alloc(0);
  let found: (code: string) => void;
  const code = new Promise<string>((resolve) => {
    found = resolve;
  });
  const mark = Buffer.from(`\0${id} `);
  const push = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    const at = held.indexOf(mark);
    const from =
      at >= 0
        ? at
        : held.lastIndexOf(0) >= 0 && held.length - held.lastIndexOf(0) < mark.length
          ? held.lastIndexOf(0)
          : held.length;
    if (from > 0) pass(held.subarray(0, from));
    held = held.subarray(from);
    const end = at >= 0 ? held.indexOf('\n') : -1;
    if (end >= 0) found(held.toString('utf8', mark.length, end));
  };
  return { push, code };
}
