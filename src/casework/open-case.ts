import type { OpenCase } from '../case/open-case.js';
import { resumeCase } from '../case/resume.js';
import type { Playbook } from '../playbook/types.js';
import { print } from '../terminal/print.js';
import { load } from './playbooks.js';
import { account } from './setup.js';
import { type TrustOptions, vouchFor } from './trust.js';

/** Opens a case to write in it. Takes its lock, by force if the responder asks for that, and says what happened. */
export function openCase(dir: string, { forceUnlock = false }: { forceUnlock?: boolean }): OpenCase {
  const folder = resumeCase(dir, load, () => new Date(), forceUnlock ? account() : null);
  if (folder.unlocked !== null) print(`Removed the lock of ${folder.unlocked} by force. The journal records it.`);
  else if (forceUnlock) print('--force-unlock: no lock had to be removed by force.');
  return folder;
}

/**
 * Opens a case to work on it: its pinned playbook will run, so somebody must vouch for it first ({@link vouchFor}).
 * @param named playbook that the command line named or chose, if any.
 */
export async function openCaseToWork(
  dir: string,
  options: TrustOptions & { forceUnlock?: boolean },
  signal: AbortSignal,
  named: Playbook | null = null,
): Promise<OpenCase> {
  const folder = openCase(dir, options);
  try {
    await vouchFor(folder.playbook, options, signal, named);
    return folder;
  } catch (error) {
    folder.close();
    throw error;
  }
}
