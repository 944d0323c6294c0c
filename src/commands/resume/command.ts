import type { WorkOptions } from '../../casework/work-options.js';
import { caseCommand, type Subcommand, withWork } from '../frame/options.js';
import { performWork } from '../frame/perform-work.js';

export const resume: Subcommand = (program) =>
  withWork(caseCommand(program, 'resume'))
    .description('continue with a case where it stopped')
    .action((named: string | undefined, options: WorkOptions) =>
      performWork(options, async (signal) => (await import('./run.js')).resumeNamedCase(named, options, signal)),
    );
