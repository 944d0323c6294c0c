import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';

// Injects every fault, sends hostile strings, interrupts live runs, and writes docs/reliability.md.
const outdir = 'node_modules/.cache/casefile-reliability';
await bundle({ entryPoints: ['test/reliability/main.ts'], outdir });
process.exitCode = spawnSync(process.execPath, [join(outdir, 'main.js')], { stdio: 'inherit' }).status ?? 1;
