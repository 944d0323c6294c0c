import { caseCommand, forceUnlock, json, type Subcommand } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { ReviewOptions } from './run.js';

const examples = `
Examples:
  casefile review CASE --by "B. Santos" --because "read the report and the evidence it names"
`;

export const review: Subcommand = (program) =>
  caseCommand(program, 'review')
    .description('record that a second person reviewed the verdict and the decisions on actions')
    .requiredOption('--by <name>', 'who reviewed it; nobody who decided in this case')
    .option('--because <text>', 'what the review is based on')
    .addOption(forceUnlock())
    .addOption(json())
    .addHelpText('after', examples)
    .action((named: string | undefined, options: ReviewOptions) =>
      performUntilStopped(options, async () => {
        const [{ reviewCase }, { reviewText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await reviewCase(named, options);
        return { document, text: reviewText(document) };
      }),
    );
