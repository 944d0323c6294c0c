import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../helpers/casefile.js';
import { parts } from './parts.js';
import { type Found, failed, into, section } from './table.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20250211' },
    minutes: { type: 'string', default: '14' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const begun = Date.now();
const seconds = (): number => Math.round((Date.now() - begun) / 1000);
const found: Found[] = [];

const chosen = values.only === undefined ? Object.keys(parts) : values.only.split(',');
for (const name of chosen)
  for await (const line of parts[name]!({ seed, milliseconds: Number(values.minutes) * 60_000 })) {
    found.push(line);
    console.error(`${seconds()} s  ${line.what}: ${line.tried} tried, ${line.wrong.length} wrong`);
  }

for (const { what, wrong } of found) for (const problem of wrong) console.error(`${what}: ${problem}`);
const text = section(found, { seed, minutes: Math.ceil(seconds() / 60) });
// A part of the run is no page: it would leave out what it did not try.
if (values.only === undefined) {
  const page = join(root, 'docs/reliability.md');
  writeFileSync(page, into(readFileSync(page, 'utf8'), text));
}
console.log(text);
process.exitCode = failed(found) ? 1 : 0;
