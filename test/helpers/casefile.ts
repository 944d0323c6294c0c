import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../src/domain/result.js';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));
export const cli: string = join(root, 'dist/cli.js');
/** The built command, as a process of its own. */
export const built: string[] = [process.execPath, cli];
export const example = (story: string, ...path: string[]): string => join(root, 'examples', story, ...path);

/** A fresh folder for cases, outside the checkout. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'casefile-'));

export interface Ran {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** The document of `--json`. */
  result: Result;
}

export interface RunOptions {
  stdin?: 'ignore' | 'closed' | string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  command?: string[];
}

/** Runs the built command as a process of its own, without a terminal. */
export function casefile(
  args: string[],
  { stdin = 'ignore', env = {}, cwd = root, command = built }: RunOptions = {},
): Promise<Ran> {
  const [program, ...first] = command;
  const child = spawn(program!, [...first, ...args], {
    cwd,
    env: { ...process.env, CI: '', ...env },
    stdio: [stdin === 'ignore' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  if (stdin !== 'ignore') child.stdin!.end(stdin === 'closed' ? '' : stdin);
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(ranOf({ code, signal, stdout, stderr })));
  });
}

/** With the document of `--json`, read when it is asked for. */
export const ranOf = (ran: Omit<Ran, 'result'>): Ran => ({
  ...ran,
  get result() {
    return JSON.parse(ran.stdout) as Result;
  },
});

/** Arguments that run a story on its recorded evidence, answered by its answers file. */
export const replayOf = (story: string, caseDir: string): string[] => [
  ...['run', example(story, 'alert.json'), '--replay', example(story, 'evidence')],
  ...['--answers', example(story, 'answers.yaml'), '--no-input', '--case-dir', caseDir, '--json'],
];

export const reportOf = ({ result }: Ran): string => readFileSync(result.report!, 'utf8');
