import { json, type Subcommand } from '../frame/options.js';
import { perform } from '../frame/perform.js';

const examples = `
Examples:
  casefile version                                  for people
  casefile version --json                           for an inventory, or to compare two installations
`;

export const version: Subcommand = (program) =>
  program
    .command('version')
    .description('show what is installed: version, hash of its files, Node.js, playbooks')
    .addOption(json())
    .addHelpText('after', examples)
    .action((options: { json?: boolean }) =>
      perform(options, async () => {
        const [{ installedVersion }, { versionText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = installedVersion();
        return { document, text: versionText(document) };
      }),
    );
