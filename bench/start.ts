import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { compare } from './compare.js';
import { judged } from './targets.js';

const golden = 'test/case/golden/concluded-and-reviewed';
const story = 'examples/hcm-authorised';

/**
 * What somebody waits for before anything is collected: the command's own start, a case that is verified, and a whole case
 * replayed to its report, against a Node.js that does nothing.
 */
export async function start(): Promise<string[]> {
  const casefile = (...args: string[]) => timed(['dist/cli.js', ...args]);
  const times = await compare(
    {
      node: () => timed(['-e', '']),
      help: () => casefile('--help'),
      verify: () => casefile('verify', golden),
      replay: () => inFolder((cases) => casefile(...replay, '--case-dir', cases)),
    },
    7,
  );
  for (const [name, { ms, cpu }] of Object.entries(times))
    console.log(`${name.padEnd(8)}${ms.toFixed(0).padStart(6)} ms${cpu.toFixed(2).padStart(8)} s of processor`);
  const to = (name: 'help' | 'verify' | 'replay') => times[name].ms / times.node.ms;
  return [
    judged('--help to bare Node.js', to('help'), 'x', { atMost: 3 }),
    judged('a case verified to bare Node.js', to('verify'), 'x', { atMost: 8 }),
    judged('a whole case replayed to bare Node.js', to('replay'), 'x', { atMost: 60 }),
  ];
}

const replay = [
  ...['run', `${story}/alert.json`, '--replay', `${story}/evidence`, '--answers', `${story}/answers.yaml`],
  ...['--no-input', '--new-case'],
];

async function timed(args: string[]): Promise<number> {
  const begun = performance.now();
  const { exitCode, stderr } = await execa(process.execPath, args, { reject: false, stdin: 'ignore' });
  // 3: finished with gaps, as the replayed case does. What ends otherwise was not what is measured.
  if (exitCode !== 0 && exitCode !== 3) throw new Error(`${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return performance.now() - begun;
}

async function inFolder(act: (dir: string) => Promise<number>): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'casefile-bench-'));
  try {
    return await act(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
