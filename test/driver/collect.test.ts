import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resumeCase } from '../../src/case/resume.js';
import { load } from '../../src/casework/playbooks.js';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import type { CollectorSource } from '../../src/collectors/types.js';
import { collect } from '../../src/driver/collect.js';
import { LiveCase } from '../../src/driver/live-case.js';
import { Stopped } from '../../src/errors.js';
import { newFolder, root } from '../helpers/casefile.js';
import { openNewCase } from '../helpers/new-case.js';

const fake = fileURLToPath(new URL('../collectors/powershell/fake-pwsh.mjs', import.meta.url));
const source = () => openPowerShell(fake, 'command', { hello: 20_000, between: 3_000, drain: 200 });
const clock = () => new Date('2025-02-11T04:00:00.000Z');
const collector = 'services';
const quiet = { step() {}, begin() {}, done() {}, note() {} };

/** A case whose only collector hangs after its first row. */
function newCase(): string {
  const playbook = join(newFolder(), 'hangs');
  cpSync(join(root, 'playbooks/_template'), playbook, { recursive: true });
  writeFileSync(join(playbook, 'collectors/Get-Example.ps1'), 'hang');
  const folder = openNewCase(load(playbook), { opened: { method: { kind: 'powershell', from: fake } } });
  folder.close();
  return folder.dir;
}

/** One run on the case, called off while its collector runs. */
async function runUntil(dir: string, why: Stopped) {
  const folder = resumeCase(dir, load, clock);
  try {
    const live = new LiveCase(folder);
    const { due } = live;
    if (due.kind !== 'collect') return null;
    const controller = new AbortController();
    let started = 0;
    const watched: CollectorSource = {
      ...source(),
      collect: (jobs, sink, signal) =>
        source().collect(
          jobs,
          {
            ...sink,
            start(...begin) {
              started++;
              sink.start(...begin);
              controller.abort(why);
            },
          },
          signal,
        ),
    };
    await collect(live, due.step, due.collectors, watched, quiet, controller.signal);
    const attempts = folder.journal.entries.filter(({ type }) => type === 'COLLECTING').length;
    const end = folder.journal.entries.findLast(({ type }) => type === 'COLLECTED');
    return { started, attempts, end: end?.data };
  } finally {
    folder.close();
  }
}

/** Takes the footer off, as if casefile had died before it was written. */
function loseFooter(dir: string, attempt: number): void {
  const file = join(dir, `evidence/${collector}.${attempt}.jsonl`);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, '');
  appendFileSync(file, `${lines.slice(0, -1).join('\n')}\n`);
}

const budget = new Stopped('budget', 4);

// The engine that hangs is a script with a #! line, which is no program on Windows.
describe.skipIf(process.platform === 'win32')('a collector that ended two attempts with their process', () => {
  it.each([
    ['the budget passed', () => {}],
    ['casefile died', loseFooter],
  ])('is not tried a third time: %s', async (_, afterwards) => {
    const dir = newCase();
    for (const attempt of [1, 2]) {
      expect(await runUntil(dir, budget)).toMatchObject({ started: 1, attempts: attempt, end: undefined });
      afterwards(dir, attempt);
    }
    expect(await runUntil(dir, budget)).toMatchObject({
      started: 0,
      attempts: 3,
      end: { collector, outcome: 'failed', reason: 'incomplete', detail: expect.stringContaining('E1 and E2') },
    });
    expect(await runUntil(dir, budget)).toBeNull();
  });

  it('is tried as often as a person presses Ctrl-C', async () => {
    const dir = newCase();
    for (const attempt of [1, 2, 3])
      expect(await runUntil(dir, new Stopped('SIGINT', 130))).toMatchObject({ started: 1, attempts: attempt });
  });
});
