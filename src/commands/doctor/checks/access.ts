import { statSync } from 'node:fs';
import { nearestFolder } from '../../../casework/free-space.js';
import { ending, scriptJob } from '../script-job.js';
import { bad, type Check, type EngineWorld, type Finding, ok } from '../types.js';
import { everybodyWhoWrites } from './sddl.js';

const job = 'access';

/** May people who are not administrators write where cases are kept? The suspect may be one of them. */
export const access: Check = {
  id: 'access',
  about: 'who else may write to the folder of cases',
  needsEngine: true,
  asks: ({ platform, caseDir }) =>
    platform === 'win32'
      ? [scriptJob(job, 'Get-FolderAccess.ps1', { Path: caseDir }, { path: 'string', sddl: 'string' })]
      : [],
  run: (world) => [world.platform === 'win32' ? byAccessList(world) : byMode(world.caseDir)],
};

function byAccessList({ engine }: EngineWorld): Finding {
  const heard = engine.heard(job);
  const { path, sddl } = (heard.rows[0] ?? {}) as { path?: string | null; sddl?: string | null };
  if (!path || !sddl) return unknown(`The access list cannot be read: asking for it ${ending(heard)}`);
  return judge(path, everybodyWhoWrites(sddl), { path, sddl });
}

function byMode(caseDir: string): Finding {
  const path = nearestFolder(caseDir);
  try {
    const { mode } = statSync(path);
    // In a folder with the sticky bit (/tmp) a new folder is its owner's alone.
    const open = (mode & 0o002) !== 0 && (mode & 0o1000) === 0;
    return judge(path, open ? ['others'] : [], { path, mode: `0${(mode & 0o7777).toString(8)}` });
  } catch (error) {
    return unknown(`The rights at ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function judge(path: string, writers: string[], facts: { [name: string]: string }): Finding {
  const data = { ...facts, writers };
  if (writers.length === 0)
    return ok(`${path} is not open to everybody`, 'Only administrators and this account can change a case', data);
  return bad('warn', {
    found: `${path} can be written to by ${writers.join(', ')}`,
    means: 'A case inherits that: others could change it. casefile verify would show that, and could not undo it',
    mend: 'Name a folder that only administrators can write to with --case-dir, or narrow the rights of this one.',
    data,
  });
}

const unknown = (found: string): Finding =>
  bad('warn', {
    found,
    means: 'Others may be able to change a case; casefile verify shows whether it was changed',
    mend: 'Name a folder that only administrators can write to with --case-dir.',
  });
