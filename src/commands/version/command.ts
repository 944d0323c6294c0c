import { exitCodes } from '../../errors.js';
import { inform } from '../frame/inform.js';
import type { Subcommand } from '../frame/types.js';

const examples = `
Examples:
  casefile version                                  for people
  casefile version --json                           for an inventory, or to compare two installations
`;

export const version: Subcommand = (program) =>
  program
    .command('version')
    .description('what this installation is: version, hash of its files, Node.js, playbooks')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', examples)
    .action(async (options: { json?: boolean }) =>
      inform(options, async () => {
        const { version, versionText } = await import('./run.js');
        const document = version();
        return { exit: exitCodes.done, document, text: versionText(document) };
      }),
    );
