import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { compare } from './compare.js';
import { judged } from './targets.js';

const story = 'examples/hcm-authorised';

/**
 * Measures what somebody waits for while nothing is collected: the start of the command, the check of a case, and a
 * complete case replayed to its report. Each is compared with a Node.js that does nothing.
 */
export async function start(): Promise<string[]> {
  const casefile = (...args: string[]) => timed(['dist/cli.js', ...args]);
  const runCase = (cases: string) => casefile(...replay, '--case-dir', cases);
  const times = await inFolder(async (made) => {
    await runCase(made);
    return compare(
      {
        node: () => timed(['-e', '']),
        help: () => casefile('--help'),
        verify: () => casefile('verify', join(made, readdirSync(made)[0]!)),
        replay: () => inFolder(runCase),
      },
      7,
    );
  });
  for (const [name, { ms, cpu }] of Object.entries(times))
    console.log(`${name.padEnd(8)}${ms.toFixed(0).padStart(6)} ms${cpu.toFixed(2).padStart(8)} s of processor`);
  const to = (name: 'help' | 'verify' | 'replay') => times[name].ms / times.node.ms;
  return [
    judged('--help to bare Node.js', to('help'), 'x', { atMost: 1.3 }),
    judged('a case verified to bare Node.js', to('verify'), 'x', { atMost: 4 }),
    judged('a complete case replayed to bare Node.js', to('replay'), 'x', { atMost: 12 }),
  ];
}

const replay = [
  ...['run', `${story}/alert.json`, '--replay', `${story}/evidence`, '--answers', `${story}/answers.yaml`],
  ...['--no-input', '--new-case'],
];

async function timed(args: string[]): Promise<number> {
  const begun = performance.now();
  const { exitCode, stderr } = await execa(process.execPath, args, { reject: false, stdin: 'ignore' });
  // 3: finished with gaps, as the replayed case does. With another code it did something else than what is measured.
  if (exitCode !== 0 && exitCode !== 3) throw new Error(`${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return performance.now() - begun;
}

async function inFolder<T>(act: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'casefile-bench-'));
  try {
    return await act(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
