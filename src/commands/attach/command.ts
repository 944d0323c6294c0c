import { exitCodes } from '../../errors.js';
import { inform } from '../frame/inform.js';
import { withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type * as Attach from './run.js';

export const attach: Subcommand = (program) =>
  withCases(program.command('attach').argument('<case>', 'case id or folder').argument('<files...>', 'files to hash'))
    .description('journal name, size and SHA-256 of files that stay with you')
    .option('--hash-only', 'needed: files that rules read are attached at the step that asks for them')
    .option('--note <text>', 'what they are; the report shows it')
    .option('--responder <name>', 'who holds them; without it, whose case it is')
    .option('--json', 'one JSON document on standard output')
    .action(
      async (named: string, files: string[], options: Parameters<typeof Attach.attachHashes>[2] & { json?: boolean }) =>
        inform(options, async () => {
          const { attachHashes, attachText } = await import('./run.js');
          const document = attachHashes(named, files, options);
          return { exit: exitCodes.done, document, text: attachText(document) };
        }),
    );
