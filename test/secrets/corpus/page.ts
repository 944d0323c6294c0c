import type { Passed } from './composed.js';
import { isLeak, isOther } from './composed.js';
import { encodings } from './encodings.js';
import type { Measured } from './measure.js';
import type { Precision } from './precision.js';
import { secretKinds } from './secrets.js';

/** What the measurement found; see `main.ts`. */
export interface Found {
  measured: Measured[];
  precision: Precision;
  passed: Passed[];
  wronglyHidden: { tried: number; changed: string[] };
  samples: number;
}

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);
const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;

/** What `npm run secrets` writes into docs/secrets.md between its two marks. */
export function table({ measured, precision, passed, wronglyHidden, samples }: Found): string {
  const tried = sum(measured.map((each) => each.tried));
  const left = sum(measured.map(({ leaks }) => leaks.length));
  const changed = precision.unexplained.length;
  const rows = encodings.map(({ id }) => {
    const own = measured.filter(({ encoding }) => encoding === id);
    const leaks = sum(own.map((each) => each.leaks.length));
    const prints = own.filter(({ sameFingerprint }) => sameFingerprint === false).length;
    return `| ${id.replaceAll('\\', '\\\\')} | ${sum(own.map((each) => each.tried))} | ${leaks} | ${prints} |`;
  });
  return [
    '| scan on arrival alone | |',
    '| - | - |',
    `| tried | ${tried} texts: ${secretKinds.length} kinds in ${encodings.length} encodings, ${samples} of each, where an encoding applies |`,
    `| secrets of which anything was left (six characters in a row) | ${left} |`,
    `| recall | ${percent(tried - left, tried)} |`,
    `| events without secrets | ${precision.rows} rows, ${(precision.bytes / 1e6).toFixed(1)} MB |`,
    `| texts in them that were changed, and should not have been | ${changed} |`,
    `| texts in them that were changed because 32 or 64 bytes in base64 look like a key | ${precision.lookLikeKeys} |`,
    `| precision | ${percent(tried - left, tried - left + changed + precision.lookLikeKeys)} |`,
    '',
    '| on the host, then on arrival | |',
    '| - | - |',
    `| tried | ${passed.length} texts: each kind in each encoding |`,
    `| secrets of which anything was left | ${passed.filter(isLeak).length} |`,
    `| recall | ${percent(passed.filter((each) => !isLeak(each)).length, passed.length)} |`,
    `| texts in which both hide anything else than the scan alone | ${passed.filter(isOther).length} |`,
    `| texts without secrets that only the host changed | ${wronglyHidden.changed.length} of ${wronglyHidden.tried} |`,
    '',
    '| encoding | tried | secrets left | kinds with another fingerprint than in plain text |',
    '| - | - | - | - |',
    ...rows,
    '',
    `The kinds: ${secretKinds.map(({ id }) => id.replaceAll(/[\\`*_[\]<>|$]/g, '\\$&')).join(' · ')}.`,
  ].join('\n');
}
