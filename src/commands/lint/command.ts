import { exitCodes } from '../../errors.js';
import type { Subcommand } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';

const examples = `
Examples:
  casefile lint                                      all shipped playbooks
  casefile lint my-playbook                          a playbook of your own, by its folder
`;

export const lint: Subcommand = (program) =>
  program
    .command('lint')
    .argument('[playbook...]', 'playbook ids or folders; without one, all shipped playbooks')
    .option('--powershell <path>', 'path of the PowerShell whose parser reads the collector scripts')
    .description('check playbooks and their collector scripts')
    .addHelpText('after', examples)
    .action((named: string[], options: { powershell?: string }) =>
      performUntilStopped({}, async (signal) => {
        const problems = await (await import('./run.js')).lintPlaybooks(named, options, signal);
        return { exit: problems === 0 ? exitCodes.done : exitCodes.usage };
      }),
    );
