import { answer } from '../../terminal/print.js';
import type { Subcommand } from '../frame/types.js';

export const graph: Subcommand = (program) =>
  program
    .command('graph')
    .argument('<playbook>', 'playbook id or folder')
    .description('print the steps of a playbook as a Mermaid flowchart')
    .action(async (named: string) => {
      const [{ graph }, { load, playbookDir }] = await Promise.all([
        import('./run.js'),
        import('../../casework/playbooks.js'),
      ]);
      answer(...graph(load(playbookDir(named))));
      process.exitCode = 0;
    });
