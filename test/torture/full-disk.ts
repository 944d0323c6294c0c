import { execFileSync } from 'node:child_process';
import { newFolder } from '../helpers/casefile.js';
import { aftermath, runFaulty, undisturbed } from './faulty.js';
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

/** Runs the case on a tmpfs with each of these numbers of free bytes, makes room, and goes on with it. */
export async function fillDisk(sizes: number[]): Promise<FullDisk[]> {
  const { report } = await undisturbed();
  const all: FullDisk[] = [];
  for (const free of sizes) {
    const disk = newFolder();
    mount(disk, free);
    try {
      const run = await runFaulty('kill', 0, { cases: disk });
      execFileSync('mount', ['-o', 'remount,size=16m', disk], { stdio: 'ignore' });
      const wrong = await aftermath(run, report);
      if (run.ran.code !== 0 && run.ran.code !== 7) wrong.unshift(`ends in ${run.ran.code}: ${run.ran.stderr}`);
      all.push({ free, code: run.ran.code, wrong });
    } finally {
      execFileSync('umount', [disk], { stdio: 'ignore' });
    }
  }
  return all;
}

/** Eight sizes of a file system that the case does not fit on. */
export const fullDisk: Part = async function* ({ seed }) {
  const what = 'disk full, on a file system of its own';
  const notTried = whyNoSmallDisk();
  if (notTried) return yield { what, tried: 0, notTried, wrong: [] };
  const sizes = shuffled([2, 4, 6, 8, 10, 12, 14, 16], seed).map((blocks) => blocks * 4096);
  const disks = await fillDisk(sizes);
  const wrong = disks.flatMap((disk) => disk.wrong.map((each) => `${disk.free} bytes: ${each}`));
  yield { what, tried: disks.length, lost: wrong.length, wrong };
};
