import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../helpers/casefile.js';
import { recall } from './measure.js';
import { table } from './page.js';
import { precision } from './precision.js';

// Measures what is found and what is wrongly found, and puts the tables into docs/secrets.md.
const samples = 10;
const page = join(root, 'docs/secrets.md');
const measured = recall(samples);
const clean = precision(20_250_211, 10_000_000);
const text = readFileSync(page, 'utf8').replace(
  /(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/,
  (_, begin: string, end: string) => `${begin}\n${table(measured, clean, samples)}\n${end}`,
);
writeFileSync(page, text);
const missed = measured.filter(({ leaks }) => leaks.length > 0);
for (const { kind, encoding, leaks } of missed) console.log(`missed: ${kind}, ${encoding}\n  ${leaks[0]!.told}`);
for (const { told } of clean.unexplained) console.log(`wrongly found: ${told}`);
console.log(table(measured, clean, samples).split('\n').slice(0, 8).join('\n'));
process.exitCode = missed.length + clean.unexplained.length === 0 ? 0 : 1;
