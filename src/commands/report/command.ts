import { answer, answerBytes } from '../../terminal/print.js';
import { forceUnlock, withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type { ReportOptions } from './run.js';

export const report: Subcommand = (program) =>
  withCases(program.command('report').argument('[case]', 'case id or folder'))
    .description('make the report again, in any state of the case')
    .option('--format <format>', 'md: the report; csv: the whole timeline, one line a moment', 'md')
    .option('--stdout', 'print it instead of writing it into the case folder')
    .addOption(forceUnlock())
    .action(async (named: string | undefined, options: ReportOptions & { stdout?: boolean }) => {
      const { report, reportText } = await import('./run.js');
      if (options.stdout) answerBytes(reportText(named, options));
      else answer(report(named, options));
      process.exitCode = 0;
    });
