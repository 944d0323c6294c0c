import { json, type Subcommand, transport, withCaseDir } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { DoctorOptions } from './run.js';

const examples = `
Examples:
  casefile doctor --case-dir E:\\cases                     before a case, on the suspect host
  casefile doctor --reference-time 2025-02-11T04:00:00Z   how far the host's clock is off
  casefile doctor --json                                  from a script

Exit codes: 0 a case can be run, 3 it can be run, with warnings, 8 it cannot be run well.
`;

export const doctor: Subcommand = (program) =>
  withCaseDir(program.command('doctor'))
    .description('check that a case can be run on this host: PowerShell, rights, clock, logs, disk; changes nothing')
    .option('--powershell <path>', 'path of the PowerShell to check')
    .addOption(transport())
    .option('--reference-time <time>', 'the time now, by a clock that you trust (ISO-8601 with a zone)')
    .addOption(json())
    .addHelpText('after', examples)
    .action((options: DoctorOptions) =>
      performUntilStopped(options, async (signal) => {
        const [{ examineHost }, { diagnosisText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await examineHost(options, signal);
        return { document, text: diagnosisText(document), exit: document.exit };
      }),
    );
