import { exitCodes } from '../../errors.js';
import { print } from '../../terminal/print.js';
import { inform } from '../frame/inform.js';
import { withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';

const examples = `
Examples:
  casefile list --case-dir E:\\cases                 a line for each case: its verdict, or what it waits for
  casefile list --json                               the same for a script, with host, playbook and folder
  casefile list --playbooks                          what can be run
`;

export const list: Subcommand = (program) =>
  withCases(program.command('list'))
    .description('list cases, or playbooks')
    .option('--playbooks', 'list playbooks')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', examples)
    .action(async (options: { caseDir: string; playbooks?: boolean; json?: boolean }) =>
      inform(options, async (signal) => {
        const { cases, casesText, playbooks, playbooksText } = await import('./run.js');
        if (options.playbooks) {
          const document = playbooks();
          return { exit: exitCodes.done, document, text: playbooksText(document) };
        }
        const document = await cases(options.caseDir, signal);
        if (document.cases.length === 0) print(`No cases in ${document.dir}. \`casefile run ALERT\` starts one.`);
        return { exit: exitCodes.done, document, text: casesText(document) };
      }),
    );
