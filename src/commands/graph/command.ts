import type { Subcommand } from '../frame/options.js';
import { perform } from '../frame/perform.js';

const examples = `
Examples:
  casefile graph azure-hybrid-connection-manager > steps.mmd
`;

export const graph: Subcommand = (program) =>
  program
    .command('graph')
    .argument('<playbook>', 'playbook id or folder')
    .description('print the steps of a playbook as a Mermaid flowchart')
    .addHelpText('after', examples)
    .action((named: string) => perform({}, async () => ({ text: (await import('./run.js')).drawPlaybook(named) })));
