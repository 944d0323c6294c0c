import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';

// Runs the benches that are named, or all of them: npm run bench -- collection
const outdir = 'node_modules/.cache/casefile-bench';
await bundle({ entryPoints: ['bench/index.ts', 'bench/collection/batch.ts'], outbase: 'bench', outdir });
const { status } = spawnSync(process.execPath, [join(outdir, 'index.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
