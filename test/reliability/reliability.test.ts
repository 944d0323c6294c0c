import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/casefile.js';
import { engine } from '../helpers/engine.js';
import { faults } from './faults.js';
import { sendHostile } from './hostile.js';
import { runFault } from './run-fault.js';

/** A few of each kind; `npm run reliability` takes all. */
const some = faults.filter(
  ({ on }, at) => (on === 'fake' && at % 4 === 0) || (on === 'real' && at % 5 === 0) || (on === 'host' && at % 3 === 0),
);

// The engines that go wrong are scripts with a #! line, which are no programs on Windows.
describe.skipIf(!engine || process.platform === 'win32')('a short run of npm run reliability', () => {
  it.each(some)(
    '$what ($on) is recorded as it is, spoils nothing and leaves nothing behind',
    async (fault) => {
      expect(await runFault(fault)).toMatchObject({
        looksClean: false,
        wronglyFailed: false,
        othersWell: true,
        left: 0,
      });
    },
    60_000,
  );

  it('hostile strings stay strings', async () => {
    const result = await sendHostile(engine!.path, { count: 600, seed: 7, perProcess: 600 });
    expect(result).toMatchObject({ sent: 600, executed: 0, changed: 0 });
    expect(result.halves).toBeGreaterThan(10);
    expect(result.reported).toBe(result.halfParameters);
  }, 60_000);
});

it('docs/reliability.md holds all faults, and found nothing that must not be', () => {
  const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8');
  for (const { what } of faults) expect(text).toContain(`| ${what} |`);
  const [, table] = /\| found \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(text)!;
  expect(
    table!
      .trim()
      .split('\n')
      .map((row) => row.split('|').at(-2)!.trim()),
  ).toEqual(Array(8).fill('0'));
});
