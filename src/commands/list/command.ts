import { print } from '../../terminal/print.js';
import { json, type Subcommand, withCaseDir } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';

const examples = `
Examples:
  casefile list --case-dir E:\\cases     one line per case: its verdict, or what it waits for
  casefile list --json                  the same for a script, with host, playbook and folder
  casefile list --playbooks             playbooks that can be run
`;

export const list: Subcommand = (program) =>
  withCaseDir(program.command('list'))
    .description('list cases, or playbooks')
    .option('--playbooks', 'list playbooks')
    .addOption(json())
    .addHelpText('after', examples)
    .action((options: { caseDir: string; playbooks?: boolean; json?: boolean }) =>
      performUntilStopped(options, async (signal) => {
        const [{ listedCases, listedPlaybooks }, { casesText, playbooksText }] = await Promise.all([
          import('./run.js'),
          import('./text.js'),
        ]);
        if (options.playbooks) {
          const document = listedPlaybooks();
          return { document, text: playbooksText(document) };
        }
        const document = await listedCases(options.caseDir, signal);
        if (document.cases.length === 0) print(`No cases in ${document.dir}. \`casefile run ALERT\` starts one.`);
        return { document, text: casesText(document) };
      }),
    );
