import type { SharedOptions } from '../../commands/setup.js';
import { finish } from '../finish.js';
import { withWork } from '../options.js';
import type { Subcommand } from './types.js';

export const resume: Subcommand = (program) =>
  withWork(program.command('resume').argument('[case]', 'case id or folder'))
    .description('go on with a case')
    .action(async (named: string | undefined, options: SharedOptions) => {
      await finish(options, async (signal) =>
        (await import('../../commands/resume.js')).resume(named, options, signal),
      );
    });
