import type { HostileResult } from './hostile.js';
import type { Interrupted } from './interrupt.js';
import type { Recorded } from './run-fault.js';

/** Figures of a whole run. */
export interface Reliability {
  engine: string;
  seed: number;
  faults: Recorded[];
  interrupted: Interrupted[];
  hostile: HostileResult;
}

const words = { collected: 'collected', empty: 'nothing found', failed: 'failed', notRun: 'not run' };
const engines = { fake: 'broken', real: 'real', host: 'real, simulated Windows' };

const count = <T>(list: T[], is: (item: T) => boolean): number => list.filter(is).length;
const sum = (numbers: (number | null)[]): number => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);

/** Everything that must be 0, by name. */
export const failures = ({ faults, interrupted, hostile }: Reliability): [what: string, times: number][] => [
  ['processes left behind after a fault', sum(faults.map(({ left }) => left))],
  ['processes left behind after Ctrl-C', sum(interrupted.map(({ left }) => left))],
  ['collectors that looked clean and were not', count(faults, ({ looksClean }) => looksClean)],
  ['collectors that were whole and did not look so', count(faults, ({ wronglyFailed }) => wronglyFailed)],
  ['faults that spoiled another collector', count(faults, ({ othersWell }) => !othersWell)],
  ['payloads executed', hostile.executed],
  ['strings changed', hostile.changed],
  ['replaced half characters that were not reported', Math.abs(hostile.halfParameters - hostile.reported)],
];

const faultRow = ({ fault, outcome, reason, rows, noise, left }: Recorded): string =>
  `| ${[
    fault.what,
    engines[fault.on],
    words[outcome as keyof typeof words] + (reason ? `: ${reason}` : ''),
    rows > 99 ? 'many' : rows,
    noise > 99 ? 'many' : noise,
    left ?? '?',
  ].join(' | ')} |`;

/** The page docs/reliability.md. */
export function page(all: Reliability): string {
  const { engine, seed, faults, interrupted, hostile } = all;
  return `# Reliability, measured

Made by \`npm run reliability\` on PowerShell ${engine}; the numbers below are what it found. A short run of the same is
part of \`npm test\`. Linux; what Windows itself would have to show is in [windows-proof.md](windows-proof.md).

| must be 0 | found |
|---|---|
${failures(all)
  .map(([what, times]) => `| ${what} | ${times} |`)
  .join('\n')}

## Faults

Each runs as the second of three collectors; the first and the third must come through, and did unless the table above
says otherwise. "Noise" counts lines outside the protocol. A row of a failed collector shows presence, never absence.

| fault | engine | recorded as | rows kept | noise | processes left |
|---|---|---|---|---|---|
${faults.map(faultRow).join('\n')}

## Ctrl-C

SIGINT at ${interrupted.length} moments of the first four seconds of live runs; at ${count(interrupted, ({ running }) => running > 0)} of them an engine was
running. Processes alive afterwards: ${sum(interrupted.map(({ left }) => left))}.

## Hostile strings as parameters

${hostile.sent} strings (seed ${seed}) went as parameters through ${hostile.processes} processes of PowerShell and came back as rows: payloads in
quotes of every kind, here-strings, subexpressions, pipelines and JSON, and any sequence of UTF-16 units.

| | |
|---|---|
| sent | ${hostile.sent} |
| payloads executed | ${hostile.executed} |
| strings changed | ${hostile.changed} |
| strings with half a character (a lone surrogate), sent as U+FFFD | ${hostile.halves} |
| parameters that hold one, each told by a warning \`casefile.parameterChanged\` | ${hostile.reported} of ${hostile.halfParameters} |

## What it does not show

A program that a collector starts, that leaves the engine's process group and whose parents have all gone before the
deadline, has no tie to the engine any more and is not found. Collectors start no programs: \`casefile lint\` checks it.
`;
}
