import { execFileSync } from 'node:child_process';
import { type IPty, spawn } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';
import { cli, example, newFolder, root } from '../helpers/casefile.js';

const { HOME = '', PATH = '' } = process.env;

/** A run at a terminal of that many columns; 0 is what a terminal without a window reports. */
function runAt(columns: number): { pty: IPty; written: () => string; see: (text: string) => Promise<void> } {
  const run = `run '${example('hcm-adfs-tunnel', 'alert.json')}' --replay '${example('hcm-adfs-tunnel', 'evidence')}'`;
  const command = `stty cols ${columns}; exec '${process.execPath}' '${cli}' ${run} --case-dir '${newFolder()}'`;
  const pty = spawn('sh', ['-c', command], { cwd: root, env: { HOME, PATH, TERM: 'xterm-256color' } });
  let written = '';
  pty.onData((data) => {
    written += data;
  });
  const plain = () => written.replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/\s+/g, ' ');
  return {
    pty,
    written: () => written,
    async see(text) {
      const until = Date.now() + 20_000;
      while (!plain().includes(text)) {
        if (Date.now() > until) throw new Error(`"${text}" did not appear: ${plain().slice(-1500)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}

const exitOf = (pty: IPty) => new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));

/** Everything up to the second question is a few kilobytes; a spinner that never ends writes megabytes a second. */
const most = 200_000;

describe.skipIf(process.platform === 'win32')('a terminal', () => {
  it.each([0, 1, 20, 40, 80, 500])(
    'of %i columns shows progress and questions',
    async (columns) => {
      const { pty, written, see } = runAt(columns);
      const exit = exitOf(pty);
      await see('yes: ');
      pty.write('\r');
      await see('Why?');
      pty.write('\x03');
      expect(await exit).toBe(130);
      expect(written().length).toBeLessThan(most);
    },
    60_000,
  );

  it('may change its size while something is drawn', async () => {
    const { pty, written, see } = runAt(80);
    const exit = exitOf(pty);
    const name = (pty as unknown as { ptsName: string }).ptsName;
    const sizes = [0, 500, 1, 20, 0, 40];
    const resizing = setInterval(() => execFileSync('stty', ['-F', name, 'cols', String(sizes[0])]), 50);
    const turning = setInterval(() => sizes.push(sizes.shift()!), 50);
    await see('yes: ');
    pty.write('\r');
    await see('Why?');
    clearInterval(resizing);
    clearInterval(turning);
    pty.write('\x03');
    expect(await exit).toBe(130);
    expect(written().length).toBeLessThan(most);
  }, 60_000);
});
