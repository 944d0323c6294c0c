import { exitCodes } from '../../errors.js';
import { print } from '../../terminal/print.js';
import { caseCommand, json, type Subcommand } from '../frame/options.js';
import { perform } from '../frame/perform.js';
import type { VerifyOptions } from './run.js';

const examples = `
Examples:
  casefile verify CASE --head 3f9a0c1d8e7b6a52       the head noted when the case was last worked on
`;

export const verify: Subcommand = (program) =>
  caseCommand(program, 'verify')
    .description('check journal, alert, playbook, evidence, attachments, analyses and report against each other')
    .option('--head <hash>', 'head noted earlier: the journal must contain it')
    .addOption(json())
    .addHelpText('after', examples)
    .action((named: string | undefined, options: VerifyOptions) =>
      perform(options, async () => {
        const [{ verifyNamedCase }, { verificationDocument, verificationText }] = await Promise.all([
          import('./run.js'),
          import('./text.js'),
        ]);
        const verification = verifyNamedCase(named, options);
        print(...verificationText(verification, options.head !== undefined));
        return {
          document: verificationDocument(verification),
          exit: verification.differences.length === 0 ? exitCodes.done : exitCodes.verification,
        };
      }),
    );
