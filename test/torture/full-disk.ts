import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJournal } from '../../src/case/journal/journal.js';
import { newFolder } from '../helpers/casefile.js';
import { aftermath, runFaulty, undisturbed } from './changes/faulty.js';
import { shuffled } from './order.js';
import type { Part } from './table.js';

/** A run on a file system of its own that is too small. */
export interface FullDisk {
  /** Free bytes at the start of the run. */
  free: number;
  code: number | null;
  wrong: string[];
}

/** Why no small file system can be mounted here; null where it can. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'tmpfs is a file system of Linux';
  const at = newFolder();
  try {
    mount(at, 65_536);
    execFileSync('umount', [at], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this account may not mount a tmpfs';
  }
}

const mount = (at: string, bytes: number): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', at], { stdio: 'ignore' });
};

/** What a journal must say that had room for it: the reserve is for nothing else. */
const saysSo = (disk: string): boolean => {
  const [name] = readdirSync(disk);
  const journal = join(disk, name ?? '', 'journal.jsonl');
  if (!name || !existsSync(journal)) return true;
  const entries = parseJournal(readFileSync(journal)).entries.filter(({ type }) => type !== 'REPORTED');
  // Before the reserve was there, nothing had been collected.
  return entries.length < 2 || entries.at(-1)!.type === 'INTERRUPTED';
};

/** Runs the case on a tmpfs with each of these numbers of free bytes, makes room, and resumes it. */
export async function fillDisk(sizes: number[]): Promise<FullDisk[]> {
  const { report } = await undisturbed();
  const all: FullDisk[] = [];
  for (const free of sizes) {
    const disk = newFolder();
    mount(disk, free);
    try {
      const run = await runFaulty('kill', 0, { cases: disk });
      const silent = run.ran.code === 7 && !saysSo(disk);
      execFileSync('mount', ['-o', 'remount,size=16m', disk], { stdio: 'ignore' });
      const wrong = await aftermath(run, report);
      if (silent) wrong.unshift('the journal does not say that the disk was full');
      if (run.ran.code !== 0 && run.ran.code !== 7) wrong.unshift(`ends in ${run.ran.code}: ${run.ran.stderr}`);
      all.push({ free, code: run.ran.code, wrong });
    } finally {
      execFileSync('umount', [disk], { stdio: 'ignore' });
    }
  }
  return all;
}

/** Twelve sizes of a file system that the case does not fit on. */
export const fullDisk: Part = async function* ({ seed }) {
  const what = 'disk full, on a file system of its own';
  const notTried = whyNoSmallDisk();
  if (notTried) return yield { what, tried: 0, notTried, wrong: [] };
  const sizes = shuffled([4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], seed).map((blocks) => blocks * 4096);
  const disks = await fillDisk(sizes);
  const wrong = disks.flatMap((disk) => disk.wrong.map((each) => `${disk.free} bytes: ${each}`));
  yield { what, tried: disks.length, lost: wrong.length, wrong };
};
