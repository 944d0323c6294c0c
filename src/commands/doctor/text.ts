import type { Diagnosis } from './run.js';
import type { Level } from './types.js';

/** The same for people: a line for what is well, three for what is not. */
export function diagnosisText({ level, checks: found, notRun }: Diagnosis): string[] {
  const lines = found.flatMap(({ id, subject, level, found, means, mend }) => {
    const head = `${level.padEnd(4)}  ${id}${subject === null ? '' : ` ${subject}`}: ${found}`;
    return mend === null ? [`${head}. ${means}.`] : [`${head}.`, `        means  ${means}.`, `        mend   ${mend}`];
  });
  const count = (wanted: Level) => found.filter((finding) => finding.level === wanted).length;
  const sums = {
    ok: 'A case can be run here.',
    warn: `A case can be run here, with ${count('warn')} warnings.`,
    fail: `A case cannot be run well here: ${count('fail')} failed, ${count('warn')} warnings.`,
  };
  const skipped = notRun.map(({ id, about }) => `${id} (${about})`);
  return [
    ...lines,
    ...(skipped.length > 0 ? [`Not looked at without PowerShell: ${skipped.join(', ')}.`] : []),
    '',
    sums[level],
  ];
}
