import { exitCodes } from '../../errors.js';
import { print } from '../../terminal/print.js';
import { inform } from '../frame/inform.js';
import { withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type { SealOptions } from './types.js';

const examples = `
Examples:
  casefile seal CASE                                a folder CASE.bag; \`sha256sum -c manifest-sha256.txt\` in it checks it
  casefile seal CASE --zip --output E:\\case.zip     one file
  minisign -G -p casefile.pub -s casefile.key       once: a key pair (free software; the public key is for receivers)
  casefile seal CASE --zip --sign casefile.key      signed inside, and beside it as CASE.bag.zip.minisig
  minisign -V -p casefile.pub -m CASE.bag.zip       how anybody checks it

The password of a key is taken from CASEFILE_KEY_PASSWORD where that is set, and asked for at a terminal where it is not.
Exit codes: 0 sealed, 2 something lies there already, 4 no password, 5 the case does not verify, 6 it is in use, 7 storage.
`;

export const seal: Subcommand = (program) =>
  withCases(program.command('seal').argument('[case]', 'case id or folder'))
    .description('make a bag (BagIt 1.0) of a case that verifies, to be kept or handed on; the case stays as it is')
    .option('--zip', 'one zip archive instead of a folder')
    .option('--output <path>', 'the bag to make; without it CASE.bag or CASE.bag.zip beside the case')
    .option('--sign <keyfile>', 'sign it with a minisign secret key; its password is asked for')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', examples)
    .action(async (named: string | undefined, options: SealOptions & { json?: boolean }) =>
      inform(options, async (signal) => {
        const [{ seal }, { sealText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await seal(named, options, signal);
        print(...sealText(document));
        return { exit: exitCodes.done, document, text: [document.bag] };
      }),
    );
