import type { Subcommand } from '../frame/options.js';
import { perform } from '../frame/perform.js';

const examples = `
Examples:
  casefile script azure-hybrid-connection-manager service > Get-It.ps1
  .\\Get-It.ps1 -Name HybridConnectionManager           then, in PowerShell
`;

export const script: Subcommand = (program) =>
  program
    .command('script')
    .argument('<playbook>', 'playbook id or folder')
    .argument('<collector>', 'name of a collector of that playbook')
    .description('print a collector with the functions it needs, to run it by hand')
    .addHelpText('after', examples)
    .action((playbook: string, collector: string) =>
      perform({}, async () => {
        (await import('./run.js')).printScript(playbook, collector);
        return {};
      }),
    );
