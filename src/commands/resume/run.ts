import { findCase } from '../../case/find.js';
import { openCaseToWork } from '../../casework/open-case.js';
import { goOn } from '../../casework/resume-work.js';
import { answersFrom, checkOptions, type SharedOptions } from '../../casework/setup.js';
import type { Worked } from '../../casework/work.js';

/** `casefile resume`: goes on where the journal ends. */
export async function resume(named: string | undefined, options: SharedOptions, signal: AbortSignal): Promise<Worked> {
  const folder = await openCaseToWork(findCase(named, options.caseDir), options, signal);
  try {
    checkOptions(options, folder.playbook);
    return await goOn(folder, options, await answersFrom(options.answers, folder.playbook), signal);
  } finally {
    folder.close();
  }
}
