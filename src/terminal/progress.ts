import ora, { type Ora } from 'ora';
import { forTerminal, print, printHanging, printPainted } from './print.js';
import { canRedraw, screen } from './screen.js';
import type { Progress } from './types.js';

/**
 * A spinner on standard error while collectors run; plain lines when that isn't a terminal.
 *
 * `discardStdin: false`, because ora 9 otherwise swallows Ctrl-C while it spins. A spinner never runs
 * during a prompt: every `begin` has its `done`.
 */
export function terminalProgress(): Progress {
  let spinner: Ora | null = null;
  let lastStep = '';
  return {
    step: (title) => {
      if (title === lastStep) return;
      lastStep = title;
      print();
      printPainted('bold', title);
    },
    begin: (text) => {
      if (canRedraw(process.stderr))
        spinner = ora({ text: forTerminal(text), stream: screen, discardStdin: false }).start();
    },
    done: (text, how) => {
      spinner?.stop();
      spinner = null;
      const mark = { ok: '+', nothing: '-', failed: '!' }[how];
      if (how === 'failed') printPainted('yellow', `  ${mark} ${text}`);
      else printHanging(`  ${mark} ${text}`);
    },
    note: printHanging,
  };
}
