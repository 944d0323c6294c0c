import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, newFolder, root } from '../../helpers/casefile.js';

/** How a command ended that was given something hostile. */
export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** Of a processor; of the clock where it did not come to its end. What else the machine does is none of it. */
  seconds: number;
  /** Most memory that it held. Null: it was ended from outside, or by its own engine. */
  megabytes: number | null;
  /** Names that an input has put on the prototype of all objects. */
  polluted: string[];
}

const watch = join(root, 'test/torture/inputs/watch.mjs');
/** What takes longer hangs. */
const patience = 120_000;
/** Of each stream, in characters; what says more has no bound. */
const mostSaid = 4 * 1024 * 1024;

/** Runs the built command as a process of its own. @param stdin path of what standard input is. */
export function runWatched(args: string[], stdin?: string): Promise<Ended> {
  const watched = join(newFolder(), 'watched.json');
  const input = stdin === undefined ? 'ignore' : openSync(stdin, 'r');
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', watch, cli, ...args], {
    cwd: root,
    env: { ...process.env, CI: '', CASEFILE_WATCH: watched },
    stdio: [input, 'pipe', 'pipe'],
  });
  if (typeof input === 'number') closeSync(input);
  const said = ['', ''];
  [child.stdout!, child.stderr!].forEach((stream, n) => {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said[n] += text;
      if (said[n]!.length > mostSaid) child.kill('SIGKILL');
    });
  });
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      const end = existsSync(watched)
        ? (JSON.parse(readFileSync(watched, 'utf8')) as Pick<Ended, 'seconds' | 'megabytes' | 'polluted'>)
        : { seconds: (performance.now() - begun) / 1000, megabytes: null, polluted: [] };
      resolve({ code, signal, stdout: said[0]!, stderr: said[1]!, ...end });
    });
  });
}
