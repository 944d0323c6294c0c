import { caseCommand, json, type Subcommand } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { AttachOptions } from './run.js';

const examples = `
Examples:
  casefile attach CASE Security.evtx --hash-only --note "exported on the host at 14:00Z"
`;

export const attach: Subcommand = (program) =>
  caseCommand(program, 'attach', '<case>')
    .argument('<files...>', 'files to hash')
    .description('record name, size and SHA-256 of files that stay with you')
    .option('--hash-only', 'required; a file that rules read is attached at the step that asks for it')
    .option('--note <text>', 'what the files are; the report shows it')
    .option('--responder <name>', 'who keeps them; without it, the responder of the case')
    .addOption(json())
    .addHelpText('after', examples)
    .action((named: string, files: string[], options: AttachOptions) =>
      performUntilStopped(options, async () => {
        const [{ attachHashes }, { attachText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await attachHashes(named, files, options);
        return { document, text: attachText(document) };
      }),
    );
