import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';

// Measures what the redaction finds and what it wrongly finds, and writes docs/secrets.md.
const outdir = 'node_modules/.cache/casefile-secrets';
await bundle({ entryPoints: ['test/secrets/corpus/main.ts'], outdir });
process.exitCode = spawnSync(process.execPath, [join(outdir, 'main.js')], { stdio: 'inherit' }).status ?? 1;
