import { exitCodes } from '../../errors.js';
import { inform } from '../frame/inform.js';
import { forceUnlock, withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type * as Review from './run.js';

export const review: Subcommand = (program) =>
  withCases(program.command('review').argument('[case]', 'case id or folder'))
    .description('put a second name under the verdict and the decisions on actions')
    .requiredOption('--by <name>', 'who reviewed it: none of those who decided')
    .option('--because <text>', 'what the review rests on')
    .addOption(forceUnlock())
    .option('--json', 'one JSON document on standard output')
    .action(async (named: string | undefined, options: Parameters<typeof Review.review>[1] & { json?: boolean }) =>
      inform(options, async () => {
        const { review, reviewText } = await import('./run.js');
        const document = review(named, options);
        return { exit: exitCodes.done, document, text: reviewText(document) };
      }),
    );
