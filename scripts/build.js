import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { builtPlaybooks } from './built-playbooks.js';
import { bundleOptions } from './bundle-options.js';
import { licencesOf, sbomOf } from './sbom.js';

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({ ...bundleOptions, metafile: true });
chmodSync('dist/cli.js', 0o755);
// What is bundled, for those who keep an inventory; and its licences, which go where it goes.
writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbomOf(metafile), null, 2)}\n`);
writeFileSync('dist/licences.txt', licencesOf(metafile));
// Shipped playbooks as their check leaves them: a run takes one whose files have the same hashes from here.
writeFileSync('dist/playbooks.json', JSON.stringify(await builtPlaybooks()));
