import type { SharedOptions } from '../../casework/setup.js';
import { finish } from '../frame/finish.js';
import { withWork } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';

export const resume: Subcommand = (program) =>
  withWork(program.command('resume').argument('[case]', 'case id or folder'))
    .description('go on with a case')
    .action(async (named: string | undefined, options: SharedOptions) => {
      await finish(options, async (signal) => (await import('./run.js')).resume(named, options, signal));
    });
