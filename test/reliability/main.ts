import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import { root } from '../helpers/casefile.js';
import { engine } from '../helpers/engine.js';
import { canSeeMarks } from '../helpers/processes.js';
import { cutOut, into } from '../torture/table.js';
import { faults } from './faults.js';
import { sendHostile } from './hostile.js';
import { interruptAt } from './interrupt.js';
import { type Recorded, runFault } from './run-fault.js';
import { failures, page } from './table.js';

const seed = 20_250_211;

if (!engine || !canSeeMarks) throw new Error('This needs Linux (for /proc) and PowerShell: dotnet tool restore');
const { psVersion } = await openPowerShell(engine.path).probe(new AbortController().signal);
const recorded: Recorded[] = [];
for (const fault of faults) {
  recorded.push(await runFault(fault));
  const { outcome, reason } = recorded.at(-1)!;
  console.error(`${fault.what} (${fault.on}): ${outcome} ${reason ?? ''}`);
}
const hostile = await sendHostile(engine.path, { count: 12_000, seed, perProcess: 3_000 });
console.error(hostile);
const all = { engine: psVersion ?? '?', seed, faults: recorded, interrupted: await interruptAt(20), hostile };
// What `npm run torture` wrote into the page stays.
const file = join(root, 'docs/reliability.md');
const torture = cutOut(readFileSync(file, 'utf8'));
writeFileSync(file, torture === '' ? page(all) : into(page(all), torture));
for (const [what, times] of failures(all)) console.log(`${times}  ${what}`);
process.exitCode = failures(all).every(([, times]) => times === 0) ? 0 : 1;
