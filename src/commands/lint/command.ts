import { exitCodes } from '../../errors.js';
import { untilStopped } from '../frame/stopping.js';
import type { Subcommand } from '../frame/types.js';

export const lint: Subcommand = (program) =>
  program
    .command('lint')
    .argument('[playbook...]', 'playbook ids or folders; without one, all that are shipped')
    .option('--powershell <path>', 'PowerShell whose parser reads the collector scripts, by path')
    .description('check playbooks and their collector scripts')
    .action(async (named: string[], options: { powershell?: string }) => {
      const { signal } = untilStopped();
      const problems = await (await import('./run.js')).lint(named, options, signal);
      process.exitCode = problems === 0 ? exitCodes.done : exitCodes.usage;
    });
