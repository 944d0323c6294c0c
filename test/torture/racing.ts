import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { newFolder, root } from '../helpers/casefile.js';
import type { Part } from './table.js';

/** What many processes did that wanted one lock. */
export interface Race {
  racers: number;
  /** Times that one of them held it. */
  held: number;
  /** Of these, ended by kill -9; the dead lock was taken over. */
  died: number;
  /** Times that one came in while another held it. */
  doubles: number;
  /** Racers that came to no end, or to another one than a held lock. */
  stuck: number;
  /** Files left beside the lock. */
  leftovers: number;
  /** What ended a racer otherwise than by a held lock. */
  bugs: string[];
}

/** Lets processes race for a lock that a dead process has left; every third of them dies holding it. */
export async function race(racers: number, rounds: number): Promise<Race> {
  const program = join(newFolder(), 'racer.mjs');
  const entryPoints = [join(root, 'test/torture/racing/racer.ts')];
  await build({ entryPoints, outfile: program, bundle: true, format: 'esm', platform: 'node', target: 'node20' });
  const path = join(newFolder(), 'lock');
  const log = join(newFolder(), 'log');
  writeFileSync(log, '');
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => gone.on('exit', resolve));
  writeFileSync(
    path,
    JSON.stringify({ pid: gone.pid, started: '1', host: hostname(), since: '2025-02-11T04:00:00.000Z' }),
  );
  const ends = Array.from({ length: racers }, (_, n) => {
    const args = [program, path, log, String(rounds), n % 3 === 0 ? 'dies' : 'lives'];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    return new Promise<void>((resolve) => child.on('exit', () => resolve()));
  });
  await Promise.all(ends);
  return judge(readFileSync(log, 'utf8').trimEnd().split('\n'), racers, path);
}

function judge(lines: string[], racers: number, path: string): Race {
  const result: Race = { racers, held: 0, died: 0, doubles: 0, stuck: 0, leftovers: 0, bugs: [] };
  let holder: string | null = null;
  let ended = 0;
  for (const line of lines) {
    const [what, pid] = line.split(' ') as [string, string];
    if (what === 'in') {
      result.held += 1;
      if (holder !== null) result.doubles += 1;
      holder = pid;
    } else if (what === 'out' || what === 'dead') {
      if (holder !== pid) result.doubles += 1;
      holder = null;
      if (what === 'dead') {
        result.died += 1;
        ended += 1;
      }
    } else if (what === 'done') ended += 1;
    else if (what.startsWith('bug:')) result.bugs.push(what);
  }
  result.stuck = racers - ended;
  // A last one that died holding the lock has left it, which is how the next one finds out.
  result.leftovers = readdirSync(dirname(path)).filter((name) => name !== 'lock').length;
  if (existsSync(path) && result.died === 0) result.leftovers += 1;
  return result;
}

/** Fifty processes and a dead lock, ten times each. */
export const racing: Part = async function* () {
  const result = await race(50, 10);
  const lost = result.doubles + result.stuck + result.leftovers;
  const what = `racers for a dead lock, ${result.racers} processes, ${result.died} killed holding it`;
  yield { what, tried: result.held, lost, wrong: lost > 0 ? [JSON.stringify(result)] : [] };
};
