import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { builtPlaybooks } from './built-playbooks.js';
import { licencesOf, sbomOf } from './sbom.js';

/**
 * Commander loads node:child_process for subcommands that are programs of their own. We have none, and it is a tenth of
 * what `--help` takes longer than a bare Node.js.
 */
const commanderStartsNothing = {
  name: 'commander-starts-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

// Bundled, so that users install no dependency tree and npm cannot pick versions for another Node; split, so that
// `--help` does not load what only a run needs.
rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  // Names stay as they are written: a bug report shows them.
  minifyWhitespace: true,
  minifySyntax: true,
  banner: {
    js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
  },
  plugins: [commanderStartsNothing],
  logLevel: 'warning',
  metafile: true,
});
chmodSync('dist/cli.js', 0o755);
// What is bundled, for those who keep an inventory; and its licences, which go where it goes.
writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbomOf(metafile), null, 2)}\n`);
writeFileSync('dist/licences.txt', licencesOf(metafile));
// Shipped playbooks as their check leaves them: a run takes one whose files have the same hashes from here.
writeFileSync('dist/playbooks.json', JSON.stringify(await builtPlaybooks()));
