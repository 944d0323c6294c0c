import { exitCodes } from '../../errors.js';
import { inform } from '../frame/inform.js';
import { forceUnlock, withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type * as Handover from './run.js';

export const handover: Subcommand = (program) =>
  withCases(program.command('handover').argument('[case]', 'case id or folder'))
    .description('give a case to the next responder, and print what is open in it')
    .requiredOption('--to <name>', 'who goes on with it')
    .option('--note <text>', 'what the next responder should know; the report shows it')
    .option('--responder <name>', 'who hands it over; without it, whose case it is')
    .addOption(forceUnlock())
    .option('--json', 'one JSON document on standard output')
    .action(async (named: string | undefined, options: Parameters<typeof Handover.handover>[1] & { json?: boolean }) =>
      inform(options, async () => {
        const { handover, handoverText } = await import('./run.js');
        const document = handover(named, options);
        return { exit: exitCodes.done, document, text: handoverText(document) };
      }),
    );
