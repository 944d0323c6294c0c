import { finish } from '../frame/finish.js';
import { withWork } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type { ReviseOptions } from './run.js';

export const revise: Subcommand = (program) =>
  withWork(
    program.command('revise').argument('<case>', 'case id or folder').argument('<question>', 'id of the question'),
  )
    .description('change an answer, with a reason; what rests on it is asked again')
    .requiredOption('--reason <text>', 'why the answer is changed; the report shows both')
    .action(async (named: string, question: string, options: ReviseOptions) => {
      await finish(options, async (signal) => (await import('./run.js')).revise(named, question, options, signal));
    });
