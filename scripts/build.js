import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Bundled, so that users install no dependency tree and npm cannot pick versions for another Node; split, so that
// `--help` does not load what only a run needs.
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  banner: {
    js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
  },
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
