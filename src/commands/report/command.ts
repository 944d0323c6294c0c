import { caseCommand, forceUnlock, type Subcommand } from '../frame/options.js';
import { perform } from '../frame/perform.js';
import type { ReportOptions } from './run.js';

const examples = `
Examples:
  casefile report CASE                               write it again, and print its path
  casefile report CASE --stdout > report.md          leave the case untouched
  casefile report CASE --format csv                  the complete timeline, one line per moment
`;

export const report: Subcommand = (program) =>
  caseCommand(program, 'report')
    .description('write the report again, in any state of the case')
    .option('--format <format>', 'md: the report; csv: the complete timeline', 'md')
    .option('--stdout', 'print it instead of writing it into the case folder')
    .addOption(forceUnlock())
    .addHelpText('after', examples)
    .action((named: string | undefined, options: ReportOptions & { stdout?: boolean }) =>
      perform({}, async () => {
        const { printReport, reportAgain } = await import('./run.js');
        if (!options.stdout) return { text: [await reportAgain(named, options)] };
        printReport(named, options);
        return {};
      }),
    );
