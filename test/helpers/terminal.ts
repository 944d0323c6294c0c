import { spawn } from '@lydell/node-pty';
import { cli, root } from './casefile.js';

export const keys = { enter: '\r', down: '\x1b[B', ctrlC: '\x03', ctrlD: '\x04' } as const;

/** The built command in a pseudo-terminal, or another program of Node. */
export class Terminal {
  readonly #pty;
  screen = '';
  #seen = 0;
  readonly exit: Promise<{ exitCode: number; signal?: number | undefined }>;

  constructor(args: string[], env: NodeJS.ProcessEnv = {}, program: string = cli) {
    this.#pty = spawn(process.execPath, [program, ...args], {
      name: 'xterm-256color',
      cols: 160,
      rows: 50,
      cwd: root,
      env: { ...process.env, CI: '', TERM: 'xterm-256color', ...env },
    });
    this.#pty.onData((data) => {
      this.screen += data;
    });
    this.exit = new Promise((resolve) => this.#pty.onExit(resolve));
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Waits until a text appears after everything that was waited for before. */
  async see(text: string, seconds = 20): Promise<void> {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      const at = this.plain.indexOf(text, this.#seen);
      if (at !== -1) {
        this.#seen = at + text.length;
        return;
      }
      if (Date.now() > until)
        throw new Error(`"${text}" did not appear. The terminal shows:\n${this.plain.slice(-3000)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  /** Everything printed so far, without control sequences. */
  get plain(): string {
    return this.screen.replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/\r/g, '');
  }

  kill(): void {
    process.kill(this.pid, 'SIGKILL');
  }
}
