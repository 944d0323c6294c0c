import { freeBytesAt, leastSpace, mebibytes, nearestFolder, spaceNeeded } from '../../../casework/free-space.js';
import { bad, type Check, type Finding, ok } from '../types.js';

/** Enough for a case with a dozen collectors at their limit. */
const enoughSpace = 16 * leastSpace;

const fix = 'Use --case-dir to name a folder on another volume.';

/** Is there space for evidence at the folder of cases? */
export const space: Check = {
  id: 'space',
  about: 'free space at the folder of cases',
  needsEngine: false,
  run({ caseDir }) {
    const folder = nearestFolder(caseDir);
    try {
      return [judgeSpace(folder, freeBytesAt(folder))];
    } catch (error) {
      const found = `The free space at ${folder} cannot be read (${(error as NodeJS.ErrnoException).code})`;
      return [
        bad('warn', { found, means: 'The disk may fill up during a case (exit 7; the case can be resumed)', fix }),
      ];
    }
  },
};

/** Is that enough for a case? */
export function judgeSpace(folder: string, freeBytes: number): Finding {
  const data = { folder, freeBytes };
  const found = `${mebibytes(freeBytes)} free at ${folder}`;
  if (freeBytes >= enoughSpace) return ok(found, 'Enough for every collector at its limit', data);
  return bad(freeBytes < leastSpace ? 'fail' : 'warn', { found, means: spaceNeeded, fix, data });
}
