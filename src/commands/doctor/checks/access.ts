import { statSync } from 'node:fs';
import { nearestFolder } from '../../../casework/free-space.js';
import { ending, scriptJob } from '../script-job.js';
import { bad, type Check, type EngineWorld, type Finding, ok } from '../types.js';
import { otherWriters } from './sddl.js';

const job = 'access';
const fix = 'Use --case-dir to name a folder that only administrators can write to.';

/** Can anyone but administrators and this account write where cases are kept? The suspect can be one of them. */
export const access: Check = {
  id: 'access',
  about: 'who else can write to the folder of cases',
  needsEngine: true,
  asks: ({ platform, caseDir }) =>
    platform === 'win32'
      ? [scriptJob(job, 'Get-FolderAccess.ps1', { Path: caseDir }, { path: 'string', sddl: 'string' })]
      : [],
  run: (world) => [world.platform === 'win32' ? accessByList(world) : accessByMode(world.caseDir)],
};

function accessByList({ engine }: EngineWorld): Finding {
  const heard = engine.heard(job);
  const { path, sddl } = (heard.rows[0] ?? {}) as { path?: string | null; sddl?: string | null };
  if (!path || !sddl) return unreadable(`The access list cannot be read: its script ${ending(heard)}`);
  const writers = otherWriters(sddl, engine.hello.userSid);
  if (writers === null) return unreadable(`The access list of ${path} cannot be understood: ${sddl}`);
  return judgeWriters(path, writers, { path, sddl });
}

function accessByMode(caseDir: string): Finding {
  const path = nearestFolder(caseDir);
  try {
    const { mode, uid, gid } = statSync(path);
    // In a folder with the sticky bit (/tmp) a new folder belongs to its owner alone.
    const isSticky = (mode & 0o1000) !== 0;
    const writers = [
      ...(uid !== 0 && uid !== process.geteuid?.() ? [`its owner (user id ${uid})`] : []),
      ...((mode & 0o020) !== 0 && !isSticky ? [`its group (group id ${gid})`] : []),
      ...((mode & 0o002) !== 0 && !isSticky ? ['others'] : []),
    ];
    return judgeWriters(path, writers, { path, mode: `0${(mode & 0o7777).toString(8)}` });
  } catch (error) {
    return unreadable(`The rights at ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function judgeWriters(path: string, writers: string[], facts: { [name: string]: string }): Finding {
  const data = { ...facts, writers };
  if (writers.length === 0)
    return ok(`${path} can be written by nobody else`, 'Only administrators and this account can change a case', data);
  const found = `${writers.join(', ')} can write to ${path}`;
  const means = 'Others could change a case. casefile verify would show the change, but could not undo it';
  return bad('warn', { found, means, fix, data });
}

const unreadable = (found: string): Finding =>
  bad('warn', { found, means: 'Others may be able to change a case; casefile verify shows whether they did', fix });
