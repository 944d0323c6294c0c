import { readlinkSync, realpathSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';
import { cli, example, newFolder, root } from '../helpers/casefile.js';
import { canSeeMarks, markedProcesses, markName } from '../helpers/processes.js';

const cases = newFolder();
const command = `'${process.execPath}' '${cli}' run '${example('hcm-adfs-tunnel', 'alert.json')}' \
  --replay '${example('hcm-adfs-tunnel', 'evidence')}' --new-case --case-dir '${cases}'`;

/** What a shell puts before and behind the command, in a pseudo-terminal of its own. */
const stdin = { terminal: ['', ''], null: ['', '</dev/null'], pipe: ['printf "yes\\n" |', ''], closed: ['', '<&-'] };
const stdout = { terminal: '', pipe: '| cat', full: '>/dev/full', closed: '>&-' };
/** What the person or the machine does once the command waits for an answer. */
const ends = { interrupt: '\x03', endOfFile: '\x04', terminate: 'SIGTERM' };

type Cell = [keyof typeof stdin, keyof typeof stdout, keyof typeof ends | 'nothing'];
const cells: Cell[] = Object.keys(stdin).flatMap((from) =>
  Object.keys(stdout).flatMap((to) =>
    (from === 'terminal' ? Object.keys(ends) : ['nothing']).map((end) => [from, to, end] as Cell),
  ),
);

/** The command, and not the shell around it. */
const nodesOf = (mark: string): number[] =>
  markedProcesses(mark).filter((pid) => readlinkSync(`/proc/${pid}/exe`) === realpathSync(process.execPath));

function run(cell: Cell): Promise<{ code: number; screen: string }> {
  const [from, to, end] = cell;
  const [before, behind] = stdin[from];
  const mark = [cases, ...cell].join('-');
  const line = `set -o pipefail; ${before} ${command} ${behind} ${stdout[to]}`;
  const env = { ...process.env, CI: '', TERM: 'xterm-256color', [markName]: mark };
  const pty = spawn('bash', ['-c', line], { name: 'xterm-256color', cols: 160, rows: 50, cwd: root, env });
  let screen = '';
  let done = false;
  pty.onData((data) => {
    screen += data;
    if (done || !screen.includes('authorised on')) return;
    done = true;
    if (end === 'terminate') for (const pid of nodesOf(mark)) process.kill(pid, 'SIGTERM');
    else if (end !== 'nothing') pty.write(ends[end]);
  });
  return new Promise((resolve) => pty.onExit(({ exitCode }) => resolve({ code: exitCode, screen })));
}

/** Exit code of each end; a result that could not be written is exit 7 whatever else there was to say. */
const codes = { nothing: 4, interrupt: 130, endOfFile: 130, terminate: 143 };

// A case that is not answered must never look done, whatever its streams are.
describe.runIf(canSeeMarks)('an unanswered case is no success', () => {
  it.each(cells)('with stdin %s, stdout %s and %s', async (...cell) => {
    const [, to, end] = cell;
    const { code, screen } = await run(cell);
    expect(to === 'full' ? [7, codes[end]] : [codes[end]], screen).toContain(code);
  });
});
