import { print } from '../../terminal/print.js';
import { caseCommand, json, type Subcommand } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { SealOptions } from './run.js';

const examples = `
Examples:
  casefile seal CASE                                a folder CASE.bag; check it with \`sha256sum -c manifest-sha256.txt\`
  casefile seal CASE --zip --output E:\\case.zip     one file
  minisign -G -p casefile.pub -s casefile.key       once: make a key pair; receivers get the public key
  casefile seal CASE --zip --sign casefile.key      signed inside, and next to it as CASE.bag.zip.minisig
  minisign -V -p casefile.pub -m CASE.bag.zip       how anybody can check the signature

The password of a key comes from CASEFILE_KEY_PASSWORD if that is set. Otherwise you are asked for it at a terminal.
Exit codes: 0 sealed, 2 the bag already exists, 4 no password, 5 the case does not verify, 6 it is in use, 7 storage.
`;

export const seal: Subcommand = (program) =>
  caseCommand(program, 'seal')
    .description('make a bag (BagIt 1.0) of a case that verifies, to keep or pass on; the case stays as it is')
    .option('--zip', 'make one zip archive instead of a folder')
    .option('--output <path>', 'the bag to make; without it CASE.bag or CASE.bag.zip next to the case')
    .option('--sign <keyfile>', 'sign the bag with a minisign secret key; you are asked for its password')
    .addOption(json())
    .addHelpText('after', examples)
    .action((named: string | undefined, options: SealOptions) =>
      performUntilStopped(options, async (signal) => {
        const [{ sealCase }, { sealText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await sealCase(named, options, signal);
        print(...sealText(document));
        return { document, text: [document.bag] };
      }),
    );
