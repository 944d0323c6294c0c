import { accessSync, constants, statSync } from 'node:fs';
import { nearestFolder } from '../../../casework/free-space.js';
import { bad, type Check, ok } from '../types.js';

/** Can cases be kept there, and does writing them destroy what is looked for? */
export const caseFolder: Check = {
  id: 'caseFolder',
  about: 'folder of cases: on the examined disk or not',
  needsEngine: false,
  run({ caseDir, systemRoot }) {
    const folder = nearestFolder(caseDir);
    const mend = 'Name a folder on another volume or share: --case-dir E:\\cases, or CASEFILE_CASE_DIR.';
    try {
      const found = statSync(folder);
      if (!found.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      accessSync(folder, constants.W_OK);
      const onSystemDisk = found.dev === statSync(systemRoot).dev;
      const data = { caseDir, folder, onSystemDisk };
      if (!onSystemDisk)
        return [
          ok(`${caseDir} is not on the disk of ${systemRoot}`, 'Writing the case overwrites nothing on it', data),
        ];
      return [
        bad('warn', {
          found: `${caseDir} lies on the disk of ${systemRoot}, the one that the system runs from`,
          means: 'Every file of the case may overwrite what was deleted there, and shows in its timeline',
          mend,
          data,
        }),
      ];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return [
        bad('fail', {
          found: `${folder} cannot be written to (${code})`,
          means: 'No case can be opened there',
          mend,
          data: { caseDir, folder, onSystemDisk: null },
        }),
      ];
    }
  },
};
