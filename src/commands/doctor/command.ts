import { inform } from '../frame/inform.js';
import { transport, withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type { DoctorOptions } from './run.js';

const examples = `
Examples:
  casefile doctor --case-dir E:\\cases                        before a case, on the suspect host
  casefile doctor --reference-time 2025-02-11T04:00:00Z      how far the host's clock is off
  casefile doctor --json                                     from a script

Exit codes: 0 a case can be run, 3 it can, with warnings, 8 it cannot be run well.
`;

export const doctor: Subcommand = (program) =>
  withCases(program.command('doctor'))
    .description('can a case be run well on this host? engine, rights, clock, logs, disk, transport; changes nothing')
    .option('--powershell <path>', 'PowerShell to look at, by path')
    .addOption(transport())
    .option('--reference-time <time>', 'what time it is by a clock that you trust (ISO-8601 with a zone)')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', examples)
    .action(async (options: DoctorOptions & { json?: boolean }) =>
      inform(options, async (signal) => {
        const { doctor, diagnosisText } = await import('./run.js');
        const document = await doctor(options, signal);
        return { exit: document.exit, document, text: diagnosisText(document) };
      }),
    );
