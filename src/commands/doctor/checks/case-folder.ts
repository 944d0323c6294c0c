import { accessSync, constants, statSync } from 'node:fs';
import { nearestFolder } from '../../../casework/free-space.js';
import { bad, type Check, ok } from '../types.js';

const fix = 'Name a folder on another volume or share: --case-dir E:\\cases, or CASEFILE_CASE_DIR.';

/** Can cases be kept there, and could writing them overwrite what is looked for? */
export const caseFolder: Check = {
  id: 'caseFolder',
  about: 'folder of cases: on the examined disk or not',
  needsEngine: false,
  run({ caseDir, systemRoot }) {
    const folder = nearestFolder(caseDir);
    try {
      const found = statSync(folder);
      if (!found.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      accessSync(folder, constants.W_OK);
      const onSystemDisk = found.dev === statSync(systemRoot).dev;
      const data = { caseDir, folder, onSystemDisk };
      if (!onSystemDisk)
        return [ok(`${caseDir} is not on the disk of ${systemRoot}`, 'A case overwrites nothing on that disk', data)];
      const means = 'Each file of the case can overwrite deleted data there, and adds to its timeline';
      return [bad('warn', { found: `${caseDir} is on the system disk (${systemRoot})`, means, fix, data })];
    } catch (error) {
      const found = `${folder} cannot be written to (${(error as NodeJS.ErrnoException).code})`;
      const data = { caseDir, folder, onSystemDisk: null };
      return [bad('fail', { found, means: 'No case can be opened there', fix, data })];
    }
  },
};
