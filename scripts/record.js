import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';

// Records evidence (test/scenarios/record.ts): `npm run record -- playbooks/*/tests/*`.
const outdir = 'node_modules/.cache/casefile-record';
await bundle({ entryPoints: ['test/scenarios/record.ts'], outdir });
process.exitCode =
  spawnSync(process.execPath, [join(outdir, 'record.js'), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
