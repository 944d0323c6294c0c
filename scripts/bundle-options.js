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

/**
 * How the command is bundled. Bundled, so that users install no dependency tree and npm cannot pick versions for another
 * Node.js; split, so that `--help` does not load what only a run needs.
 */
export const bundleOptions = {
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
};
