import { withCaseToWork } from '../../casework/open-case.js';
import { answersFrom } from '../../casework/read-input.js';
import { resumeWork } from '../../casework/resume-work.js';
import type { Worked } from '../../casework/work.js';
import { checkOptions, type WorkOptions } from '../../casework/work-options.js';

/** `casefile resume`: continues where the journal ends. @throws KnownError, as {@link withCaseToWork}. */
export const resumeNamedCase = (
  named: string | undefined,
  options: WorkOptions,
  signal: AbortSignal,
): Promise<Worked> =>
  withCaseToWork(named, options, signal, async (folder) => {
    checkOptions(options, folder.playbook);
    return resumeWork(folder, options, await answersFrom(options.answers, folder.playbook), signal);
  });
