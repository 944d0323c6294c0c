import { Readable } from 'node:stream';
import { main } from '../../src/commands/main.js';
import { type Ran, type RunOptions, ranOf, root, casefile as spawned } from './casefile.js';

let before: Promise<unknown> = Promise.resolve();

/**
 * Runs the command inside this process: the same arguments, streams and exit code as a process of its own, for a third of
 * the processor time. What is about processes (signals, terminals, pipes, another `command`) runs the real thing.
 */
export function casefile(args: string[], options: RunOptions = {}): Promise<Ran> {
  if (options.command) return spawned(args, options);
  // Streams, environment and folder belong to the whole process, so one command runs at a time.
  const ran = before.then(() => run(args, options));
  before = ran.catch(() => {});
  return ran;
}

async function run(args: string[], { stdin = 'ignore', env = {}, cwd = root }: RunOptions): Promise<Ran> {
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  const input = stdin === 'ignore' || stdin === 'closed' ? '' : stdin;
  const undo = [setInput(input), setEnvironment({ CI: '', NO_COLOR: '1', ...env }), enter(cwd), keepListeners()];
  const code = process.exitCode;
  process.exitCode = 70;
  try {
    await main(args);
    return ranOf({ code: Number(process.exitCode), signal: null, stdout: stdout.text(), stderr: stderr.text() });
  } finally {
    process.exitCode = code;
    for (const restore of [...undo, stdout.release, stderr.release]) restore();
  }
}

function setInput(text: string): () => void {
  const old = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  Object.defineProperty(process, 'stdin', { ...old, get: () => Readable.from(text === '' ? [] : [Buffer.from(text)]) });
  return () => Object.defineProperty(process, 'stdin', old);
}

/** Keeps what is written to a stream. */
function capture(stream: NodeJS.WriteStream): { text(): string; release(): void } {
  const chunks: Buffer[] = [];
  const { write } = stream;
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    chunks.push(Buffer.from(chunk as string));
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  }) as typeof write;
  return {
    text: () => Buffer.concat(chunks).toString('utf8'),
    release: () => {
      stream.write = write;
    },
  };
}

function setEnvironment(env: NodeJS.ProcessEnv): () => void {
  const old = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  return () => {
    for (const [name, value] of old) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

function enter(folder: string): () => void {
  const old = process.cwd();
  process.chdir(folder);
  return () => process.chdir(old);
}

/** Signals that a command listens for are its own, and it does not live to hear them. */
function keepListeners(): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;
  const old = signals.map((signal) => [signal, process.listeners(signal)] as const);
  return () => {
    for (const [signal, listeners] of old)
      for (const listener of process.listeners(signal))
        if (!listeners.includes(listener)) process.removeListener(signal, listener);
  };
}
