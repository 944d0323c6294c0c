import { exitCodes } from '../../errors.js';
import { answerJson } from '../../terminal/print.js';
import { withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';

export const verify: Subcommand = (program) =>
  withCases(program.command('verify').argument('[case]', 'case id or folder'))
    .description('check journal, alert, playbook, evidence, attachments, analyses and report against each other')
    .option('--head <hash>', 'head hash that was noted when the case was worked on: the journal must hold it')
    .option('--json', 'one JSON document on standard output')
    .action(async (named: string | undefined, options: { caseDir: string; head?: string; json?: boolean }) => {
      const { verify } = await import('./run.js');
      const { entries, ...result } = verify(named, options);
      if (options.json) answerJson({ schema: 'casefile/verification@1', entries: entries.length, ...result });
      process.exitCode = result.differences.length === 0 ? exitCodes.done : exitCodes.verification;
    });
