import { findCase } from '../case/find.js';
import type { OpenCase } from '../case/open-case.js';
import { resumeCase } from '../case/resume.js';
import type { Playbook } from '../playbook/types.js';
import { print } from '../terminal/print.js';
import { load } from './playbooks.js';
import { account } from './responder.js';
import { type TrustOptions, vouchFor } from './trust.js';

/** Which case a subcommand writes into, and how it may be opened. */
export interface CaseOptions {
  caseDir: string;
  forceUnlock?: boolean;
}

/** Opens the named case, or the only one, to write into it. Closes it when the work is done. @throws as {@link openCase}. */
export async function withCase<T>(
  named: string | undefined,
  options: CaseOptions,
  work: (folder: OpenCase) => T | Promise<T>,
): Promise<T> {
  return closeAfter(openCase(findCase(named, options.caseDir), options), work);
}

/** As {@link withCase}, for work that runs the case's playbook. @throws as {@link openCaseToWork}. */
export async function withCaseToWork<T>(
  named: string | undefined,
  options: CaseOptions & TrustOptions,
  signal: AbortSignal,
  work: (folder: OpenCase) => Promise<T>,
): Promise<T> {
  return closeAfter(await openCaseToWork(findCase(named, options.caseDir), options, signal), work);
}

/** Works in an open case, and closes it in any event. */
export async function closeAfter<T>(folder: OpenCase, work: (folder: OpenCase) => T | Promise<T>): Promise<T> {
  try {
    return await work(folder);
  } finally {
    closeCase(folder);
  }
}

/** Closes a case. A lock that stays is reported: the next command finds it. */
export function closeCase(folder: OpenCase): void {
  const why = folder.close();
  if (why !== null) print(`warning: ${why}`);
}

/**
 * Opens a case to write into it. Takes its lock, by force if the responder asks for that, and reports what happened.
 * @throws KnownError exit 5 when it does not verify, exit 6 when somebody else works on it.
 */
function openCase(dir: string, { forceUnlock = false }: { forceUnlock?: boolean }): OpenCase {
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
    closeCase(folder);
    throw error;
  }
}
