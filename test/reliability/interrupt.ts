import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli, example, newFolder, root } from '../helpers/casefile.js';
import { simulatedPwsh } from '../helpers/engine.js';
import { markedProcesses, markName } from '../helpers/processes.js';

const story = 'hcm-adfs-tunnel';

/** Arguments of a live run on a story's simulated host, answered by its answers file. */
export const liveRun = (cases: string): string[] => [
  ...['run', example(story, 'alert.json'), '--powershell', simulatedPwsh, '--case-dir', cases],
  ...['--answers', example(story, 'answers.yaml'), '--no-input', '--json'],
];

export interface Interrupted {
  /** Exit code, or the signal that ended it before it listened. */
  how: unknown;
  /** Processes of the run that were alive at the moment of Ctrl-C, and after its end. */
  running: number;
  left: number;
}

/** Runs a live case and sends SIGINT after some milliseconds. */
async function interrupt(after: number): Promise<Interrupted> {
  const mark = randomUUID();
  const child = spawn(process.execPath, [cli, ...liveRun(newFolder())], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, SIMULATED_HOST: example(story, 'host'), [markName]: mark },
  });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  await sleep(after);
  const running = markedProcesses(mark).filter((pid) => pid !== child.pid).length;
  child.kill('SIGINT');
  const how = await ended;
  // The kernel may still be reaping what was killed.
  for (let tries = 0; tries < 20 && markedProcesses(mark).length > 0; tries++) await sleep(50);
  return { how, running, left: markedProcesses(mark).length };
}

/** The same at several moments of a run's first seconds, two runs at a time. */
export async function interruptAt(moments: number): Promise<Interrupted[]> {
  const waiting = Array.from({ length: moments }, (_, at) => 150 + ((at * 7919) % moments) * (4_000 / moments));
  const ends: Interrupted[] = [];
  const lane = async () => {
    for (let after = waiting.pop(); after !== undefined; after = waiting.pop()) ends.push(await interrupt(after));
  };
  await Promise.all([lane(), lane()]);
  return ends;
}
