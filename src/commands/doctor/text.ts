import type { Diagnosis } from './run.js';
import type { Level } from './types.js';

/** One line per check that is well, three lines per problem. */
export function diagnosisText({ level, checks: found, notRun }: Diagnosis): string[] {
  const lines = found.flatMap(({ id, subject, level, found, means, fix }) => {
    const head = `${level.padEnd(4)}  ${id}${subject === null ? '' : ` ${subject}`}: ${found}`;
    return fix === null ? [`${head}. ${means}.`] : [`${head}.`, `        means  ${means}.`, `        fix    ${fix}`];
  });
  const count = (wanted: Level) => found.filter((finding) => finding.level === wanted).length;
  const sums = {
    ok: 'A case can be run here.',
    warn: `A case can be run here. Warnings: ${count('warn')}.`,
    fail: `A case cannot be run well here. Failed checks: ${count('fail')}. Warnings: ${count('warn')}.`,
  };
  const skipped = notRun.map(({ id, about }) => `${id} (${about})`);
  return [
    ...lines,
    ...(skipped.length > 0 ? [`Not checked, because PowerShell does not answer: ${skipped.join(', ')}.`] : []),
    '',
    sums[level],
  ];
}
