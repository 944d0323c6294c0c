import type { OpenCase } from '../case/open-case.js';
import { resumeCase } from '../case/resume.js';
import { print } from '../terminal/print.js';
import { load } from './playbooks.js';
import { account } from './setup.js';

/** Opens a case to write in it: takes its lock, by force where the responder says so, and says what came of that. */
export function openCase(dir: string, { forceUnlock = false }: { forceUnlock?: boolean }): OpenCase {
  const folder = resumeCase(dir, load, () => new Date(), forceUnlock ? account() : null);
  if (folder.unlocked !== null) print(`The lock of ${folder.unlocked} was removed by force; the journal says so.`);
  else if (forceUnlock) print('--force-unlock: nothing had to be removed by force.');
  return folder;
}
