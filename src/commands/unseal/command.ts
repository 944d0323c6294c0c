import { print } from '../../terminal/print.js';
import { json, publicKey, type Subcommand, withCaseDir } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import type { UnsealOptions } from './run.js';

const examples = `
Examples:
  casefile unseal CASE.bag.zip                      into a folder with the case's id, in --case-dir
  casefile unseal CASE.bag.zip received --public-key casefile.pub
  casefile run alert.json --replay CASE.bag.zip     the same checks; its evidence is used instead of a host's

Paths, sizes, manifests and signature are checked before anything is written. Nothing is overwritten.
Exit codes: 0 done, 2 no such bag or DIR exists, 5 the bag is refused (unsafe, incomplete, signature), 7 storage.
`;

export const unseal: Subcommand = (program) =>
  withCaseDir(
    program.command('unseal').argument('<bag>', 'folder or zip archive').argument('[dir]', 'case folder to create'),
  )
    .description('check a bag completely, and put its case into a new folder')
    .addOption(publicKey())
    .addOption(json())
    .addHelpText('after', examples)
    .action((bag: string, dir: string | undefined, options: UnsealOptions) =>
      performUntilStopped(options, async (signal) => {
        const [{ unsealBag }, { unsealText }] = await Promise.all([import('./run.js'), import('./text.js')]);
        const document = await unsealBag(bag, dir, options, signal);
        print(...unsealText(document));
        return { document, text: [document.dir] };
      }),
    );
