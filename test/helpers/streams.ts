import { readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { cli, example, newFolder, root } from './casefile.js';
import { markedProcesses, markName } from './processes.js';

export const [cases, waiting, done] = [newFolder(), newFolder(), newFolder()];
const quoted = (args: string[]) => args.map((arg) => `'${arg}'`).join(' ');
const casefileOf = (...args: string[]) => `${quoted([process.execPath, cli])} ${quoted(args)}`;
export const story = example('hcm-adfs-tunnel', 'alert.json');
export const evidence = example('hcm-adfs-tunnel', 'evidence');

/** What asks for an answer, and what does not. */
export const asking = {
  run: () => casefileOf('run', story, '--replay', evidence, '--new-case', '--case-dir', cases),
  resume: () => casefileOf('resume', '--case-dir', waiting),
};
export const telling = {
  'report --stdout': () => casefileOf('report', '--case-dir', done, '--stdout'),
  'verify --json': () => casefileOf('verify', '--case-dir', done, '--json'),
  list: () => casefileOf('list', '--case-dir', done),
  review: () => casefileOf('review', '--case-dir', done, '--by', 'S. Econd'),
  seal: () => casefileOf('seal', '--case-dir', done, '--zip', '--output', join(newFolder(), 'bag.zip')),
};

/** What a shell puts before and behind the command, in a pseudo-terminal of its own. */
const stdin = { terminal: ['', ''], null: ['', '</dev/null'], pipe: ['printf "yes\\n" |', ''], closed: ['', '<&-'] };
export const stdout = { terminal: '', pipe: '| cat', full: '>/dev/full', closed: '>&-' };
/** What the person or the machine does once the command waits for an answer. */
const ends = { interrupt: '\x03', endOfFile: '\x04', terminate: 'SIGTERM', hangUp: 'SIGHUP' };

export type From = keyof typeof stdin;
export type To = keyof typeof stdout;
export type End = keyof typeof ends | 'nothing';
type Cell = [command: keyof typeof asking, From, To, End];
const cellsOf = (command: keyof typeof asking, outputs: string[]): Cell[] =>
  Object.keys(stdin).flatMap((from) =>
    outputs.flatMap((to) =>
      (from === 'terminal' ? Object.keys(ends) : ['nothing']).map((end) => [command, from, to, end] as Cell),
    ),
  );
export const cells = [...cellsOf('run', Object.keys(stdout)), ...cellsOf('resume', ['terminal', 'full'])];

let count = 0;

/** The command, and not the shell around it. */
const nodesOf = (mark: string): number[] =>
  markedProcesses(mark).filter((pid) => readlinkSync(`/proc/${pid}/exe`) === realpathSync(process.execPath));

export function runWith(command: string, from: From, to: To, end: End): Promise<{ code: number; screen: string }> {
  const [before, behind] = stdin[from];
  const mark = [cases, ++count].join('-');
  const line = `set -o pipefail; ${before} ${command} ${behind} ${stdout[to]}`;
  const env = { ...process.env, CI: '', TERM: 'xterm-256color', [markName]: mark };
  const pty = spawn('bash', ['-c', line], { name: 'xterm-256color', cols: 160, rows: 50, cwd: root, env });
  let screen = '';
  let done = false;
  pty.onData((data) => {
    screen += data;
    if (done || !screen.includes('authorised on')) return;
    done = true;
    if (end === 'terminate' || end === 'hangUp') for (const pid of nodesOf(mark)) process.kill(pid, ends[end]);
    else if (end !== 'nothing') pty.write(ends[end]);
  });
  return new Promise((resolve) => pty.onExit(({ exitCode }) => resolve({ code: exitCode, screen })));
}

/** Exit code of each end; a result that could not be written is exit 7 whatever else there was to say. */
export const codes = { nothing: 4, interrupt: 130, endOfFile: 130, terminate: 143, hangUp: 129 };
