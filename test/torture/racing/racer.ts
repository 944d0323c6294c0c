import { appendFileSync } from 'node:fs';
import { takeLock } from '../../../src/case/lock/lock.js';
import { KnownError } from '../../../src/errors.js';

// One of many processes that want the same lock. What it does is written to a log that is appended to line by line, so
// that the order of lines is the order of what happened.
const [path, log, rounds, dies] = process.argv.slice(2) as [string, string, string, string];
const say = (what: string) => appendFileSync(log, `${what} ${process.pid}\n`);
const pause = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

let held = 0;
for (let round = 0; round < 2_000 && held < Number(rounds); round += 1) {
  try {
    const lock = takeLock(path, new Date().toISOString());
    held += 1;
    say('in');
    pause(Math.random() * 3);
    if (held === Number(rounds) && dies === 'dies') {
      say('dead');
      process.kill(process.pid, 'SIGKILL');
    }
    say('out');
    lock.release();
  } catch (error) {
    if (!(error instanceof KnownError) || error.code !== 'case-locked') {
      say(`bug:${String(error).replaceAll(/\s/g, '_')}`);
      process.exit(1);
    }
  }
  pause(Math.random() * 5);
}
say('done');
