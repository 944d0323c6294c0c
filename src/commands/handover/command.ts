import { caseCommand, forceUnlock, json, type Subcommand } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { HandoverOptions } from './run.js';

const examples = `
Examples:
  casefile handover CASE --to "A. Meyer" --note "waiting for the sign-in logs"
`;

export const handover: Subcommand = (program) =>
  caseCommand(program, 'handover')
    .description('give a case to the next responder, and print what is still open in it')
    .requiredOption('--to <name>', 'the next responder')
    .option('--note <text>', 'what the next responder should know; the report shows it')
    .option('--responder <name>', 'who hands it over; without it, the responder of the case')
    .addOption(forceUnlock())
    .addOption(json())
    .addHelpText('after', examples)
    .action((named: string | undefined, options: HandoverOptions) =>
      performUntilStopped(options, async () => {
        const [{ handOver }, { handoverText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await handOver(named, options);
        return { document, text: handoverText(document) };
      }),
    );
