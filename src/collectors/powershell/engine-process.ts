import { cutLines } from '../../domain/lines.js';
import { engineEnvironment } from './environment.js';
import { killGroup, killTree } from './kill-tree.js';
import { longestLine } from './protocol.js';

/** How a process of the engine ended. */
export interface ProcessEnd {
  /** Why it could not be started at all; null when it ran. */
  notStarted: string | null;
  exitCode: number | null;
  /** Last lines of stderr. */
  stderr: string;
}

/** A running engine. */
export interface EngineProcess {
  /** Ends it with its whole tree; `ended` settles within the time that pipes are given, whatever holds them. */
  kill(): void;
  ended: Promise<ProcessEnd>;
}

/** What is started, and what it gets on stdin. */
export interface EngineCommand {
  file: string;
  arguments: string[];
  input: string;
}

/** Starts an engine: {@link startEngine}, or a test's way to do so. */
export type StartEngine = typeof startEngine;

/** @param drain how long pipes may stay open after the engine has gone, in milliseconds. */
export async function startEngine(
  command: EngineCommand,
  on: { stdout(chunk: Buffer): void; stderrLine(line: string): void },
  drain: number,
): Promise<EngineProcess> {
  // Lazily: execa costs 110 ms that help and lint need not pay.
  const { execa } = await import('execa');
  const child = execa(command.file, command.arguments, {
    input: command.input,
    buffer: false,
    encoding: 'buffer',
    reject: false,
    stripFinalNewline: false,
    windowsHide: true,
    cleanup: true,
    // Leads its own process group, so that the group can be ended as a whole.
    detached: process.platform !== 'win32',
    extendEnv: false,
    env: engineEnvironment(process.env, process.platform),
    verbose: 'none',
    preferLocal: false,
    shell: false,
  });
  const { pid } = child;
  const lines = cutLines(longestLine);
  let stderr = '';
  child.stdout.on('data', on.stdout);
  child.stderr.on('data', (chunk: Buffer) => {
    for (const line of lines.push(chunk))
      if (line?.length !== 0) on.stderrLine(line?.toString('utf8') ?? '(a long line)');
    stderr = (stderr + chunk.toString('utf8')).slice(-2_000);
  });

  let letGo: (value: null) => void;
  const forced = new Promise<null>((resolve) => {
    letGo = resolve;
  });
  let timer: NodeJS.Timeout | undefined;
  // Whatever survived and holds the pipes: after a while they are let go of, and nobody waits for it.
  const drainPipes = () => {
    timer ??= setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
      letGo(null);
    }, drain);
  };
  child.once('exit', () => {
    if (pid !== undefined) killGroup(pid);
    drainPipes();
  });
  const kill = () => {
    // After its exit the id may be another process's.
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    killTree(pid);
    child.kill('SIGKILL');
    drainPipes();
  };
  process.once('exit', kill);

  const ended = Promise.race([child, forced]).then((result): ProcessEnd => {
    clearTimeout(timer);
    process.off('exit', kill);
    const notStarted = pid === undefined ? (result?.originalMessage ?? 'unknown reason') : null;
    return { notStarted, exitCode: child.exitCode, stderr: stderr.trim() };
  });
  return { kill, ended };
}
