import { findCase } from '../case/find.js';
import type { OpenCase } from '../case/open-case.js';
import { resumeCase } from '../case/resume.js';
import { print } from '../terminal/print.js';
import { load } from './playbooks.js';
import { account } from './responder.js';

/** Which case a subcommand writes into, and how it may be opened. */
export interface CaseOptions {
  caseDir: string;
  forceUnlock?: boolean;
}

/** Opens the named case, or the only one, and closes it again when the work is done. @throws KnownError, as {@link openCase}. */
export async function withCase<T>(
  named: string | undefined,
  options: CaseOptions,
  work: (folder: OpenCase) => T | Promise<T>,
): Promise<T> {
  const folder = openCase(findCase(named, options.caseDir), options);
  try {
    return await work(folder);
  } finally {
    folder.close();
  }
}

/**
 * Opens a case to write into it. Takes its lock, by force if the responder asks for that, and reports what came of it.
 * @throws KnownError exit 5 when it does not verify, exit 6 when somebody else works on it.
 */
export function openCase(dir: string, { forceUnlock = false }: { forceUnlock?: boolean | undefined }): OpenCase {
  const folder = resumeCase(dir, load, () => new Date(), forceUnlock ? account() : null);
  if (folder.unlocked !== null) print(`The lock of ${folder.unlocked} was removed by force. The journal records it.`);
  else if (forceUnlock) print('--force-unlock was not needed: no lock was in the way.');
  return folder;
}
