import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';

// Kills, cuts, flips, fills and races a small case, and writes what came of it into docs/reliability.md.
// `npm run torture -- --seed 7 --minutes 5`; `--only racing,fullDisk` does parts of it (test/torture/parts.ts) and writes no page.
const outdir = 'node_modules/.cache/casefile-torture';
// esbuild builds the racer in there, and finds its own program only from its own folder.
await bundle({ entryPoints: ['test/torture/main.ts'], outdir, external: ['esbuild'] });
process.exitCode =
  spawnSync(process.execPath, [join(outdir, 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
