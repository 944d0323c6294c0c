import { exitCodes } from '../../errors.js';
import { print } from '../../terminal/print.js';
import { inform } from '../frame/inform.js';
import { withCases } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';

const examples = `
Examples:
  casefile unseal CASE.bag.zip                      into a folder named as the case, below --case-dir
  casefile unseal CASE.bag.zip received --public-key casefile.pub
  casefile run alert.json --replay CASE.bag.zip     the same checks; its evidence answers instead of a host

Nothing is written before paths, sizes, manifests and signature are checked; nothing is written over.
Exit codes: 0 done, 2 no bag there or DIR exists, 5 the bag is refused (unsafe, not whole, signature), 7 storage.
`;

export const unseal: Subcommand = (program) =>
  withCases(
    program.command('unseal').argument('<bag>', 'folder or zip archive').argument('[dir]', 'case folder to make'),
  )
    .description('check a bag to its last byte, and put the case in it into a new folder')
    .option('--public-key <key>', 'minisign public key that it must be signed with: a file, or the key itself')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', examples)
    .action(
      async (bag: string, dir: string | undefined, options: { caseDir: string; publicKey?: string; json?: boolean }) =>
        inform(options, async (signal) => {
          const { unseal, unsealText } = await import('./run.js');
          const document = await unseal(bag, dir, options, signal);
          print(...unsealText(document));
          return { exit: exitCodes.done, document, text: [document.dir] };
        }),
    );
