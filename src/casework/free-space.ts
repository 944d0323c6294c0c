import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { limits } from '../collectors/powershell/protocol.js';
import { print } from '../terminal/print.js';

/** Bytes that one collector may write. With less than that free, a case can fail at its first large log. */
export const leastSpace = limits.total;

export const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`;

/** How much a case needs, in one sentence. */
export const spaceNeeded = `A case takes a few MiB, and up to ${mebibytes(leastSpace)} for each collector that finds a lot`;

/** The folder itself, or the nearest one above it that exists: a new folder would be made there. */
export function nearestFolder(folder: string): string {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return nearest;
}

/** Bytes that this account can still write at an existing folder. @throws an error of the file system. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Warns before work on a case begins. It never refuses: many cases need little space. */
export function warnOfLittleSpace(caseDir: string): void {
  const folder = nearestFolder(caseDir);
  const free = freeBytesOrUnknown(folder);
  if (free === null || free >= leastSpace) return;
  print(
    `warning: only ${mebibytes(free)} are free at ${folder}. ${spaceNeeded}.`,
    'If the disk fills up, casefile exits with 7 and the case can be resumed. Use --case-dir to name another volume.',
  );
}

function freeBytesOrUnknown(folder: string): number | null {
  try {
    return freeBytesAt(folder);
  } catch {
    return null; // Some file systems don't report it.
  }
}
