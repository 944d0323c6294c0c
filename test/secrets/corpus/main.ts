import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../helpers/casefile.js';
import { isLeak, isOther, passThroughBoth, wronglyHidden } from './composed.js';
import { recall } from './measure.js';
import { type Found, table } from './page.js';
import { precision } from './precision.js';
import { maker, seeded } from './random.js';

// Measures what is found and what is wrongly found, and puts the tables into docs/secrets.md. Needs PowerShell.
const samples = 10;
const page = join(root, 'docs/secrets.md');
const found: Found = {
  measured: recall(samples),
  precision: precision(20_250_211, 10_000_000),
  passed: await passThroughBoth(maker(seeded(20_250_211))),
  wronglyHidden: await wronglyHidden(20_250_211, 1_000_000),
  samples,
};
const text = readFileSync(page, 'utf8').replace(
  /(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/,
  (_, begin: string, end: string) => `${begin}\n${table(found)}\n${end}`,
);
writeFileSync(page, text);

const faults = [
  ...found.measured.flatMap(({ kind, encoding, leaks: [first] }) =>
    first ? [`missed: ${kind}, ${encoding}\n  ${first.told}`] : [],
  ),
  ...found.precision.unexplained.map(({ told }) => `wrongly found: ${told}`),
  ...found.passed
    .filter((each) => isLeak(each) || isOther(each))
    .map(({ kind, encoding, disk }) => `cut on the host: ${kind}, ${encoding.id}\n  ${disk}`),
  ...found.wronglyHidden.changed.map((each) => `wrongly hidden on the host: ${each}`),
];
for (const fault of faults) console.log(fault);
console.log(table(found).split('\n').slice(0, 17).join('\n'));
process.exit(faults.length === 0 ? 0 : 1);
