import { statfsSync } from 'node:fs';
import { limits } from '../../collectors/powershell/protocol.js';
import { print } from '../../terminal/print.js';
import { nearestFolder } from './nearest-folder.js';
import { bad, type Check, type Finding, ok } from './types.js';

/** Below one collector's cap a case can fail at its first large log. */
const least = limits.total;
/** A case with a dozen collectors at their cap. */
const enough = 16 * limits.total;

const mend = 'Name a folder on another volume with --case-dir.';
const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`;

/** Room for evidence where cases are kept. */
export const space: Check = {
  id: 'space',
  about: 'free space where cases are kept',
  needsEngine: false,
  run: ({ caseDir }) => [roomAt(caseDir)],
};

function roomAt(caseDir: string): Finding {
  const folder = nearestFolder(caseDir);
  try {
    const { bavail, bsize } = statfsSync(folder);
    return room(folder, bavail * bsize);
  } catch (error) {
    const found = `The free space at ${folder} cannot be told (${(error as NodeJS.ErrnoException).code})`;
    return bad('warn', { found, means: 'A case may end at a full disk (exit 7; it can be resumed)', mend });
  }
}

/** Says before a case is worked on that it may end at a full disk. No refusal: little room is enough for many a case. */
export function warnOfLittleRoom(caseDir: string): void {
  const { level, found, means } = roomAt(caseDir);
  if (level === 'fail') print(`${found}. ${means}; at a full disk it ends with exit 7 and can be resumed. ${mend}`);
}

/** Is that enough for a case? */
export function room(folder: string, freeBytes: number): Finding {
  const data = { folder, freeBytes };
  const found = `${mebibytes(freeBytes)} free at ${folder}`;
  if (freeBytes >= enough) return ok(found, 'Enough for every collector at its limit', data);
  const means = `A case takes a few MiB, and up to ${mebibytes(limits.total)} for each collector that meets much`;
  return bad(freeBytes < least ? 'fail' : 'warn', { found, means, mend, data });
}
