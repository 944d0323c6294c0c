import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, root } from '../helpers/casefile.js';
import { finishedCase } from './changes/faulty.js';
import { letChangesGoWrong } from './changes.js';
import { changeLines, cutEnds, cutJournal, damageFiles, flipJournal, moveFiles, takeApart } from './damages.js';
import { fillDisk, whyNoSmallDisk } from './full-disk.js';
import { fileNames, hostNames } from './injections/strings.js';
import { hostileNames, injectMarkdown, injectTerminal, plantSecrets } from './injections.js';
import { hugeInputs } from './inputs/bombs.js';
import { prototypeNames } from './inputs/names.js';
import { below, seedOfToday, some } from './order.js';
import { race } from './racing.js';
import { cutOut } from './table.js';

const seed = seedOfToday;

describe(`a short run of npm run torture (TORTURE_SEED=${seed})`, () => {
  it.runIf(process.platform === 'linux').each([
    [['kill', 'killHalf'] as const, 5],
    [['cutBytes', 'cutNames'] as const, 5],
    [['ENOSPC', 'EDQUOT', 'EIO'] as const, 4],
    [['EPERM', 'EACCES', 'EBUSY'] as const, 2],
  ])(
    '%j at %i changes of the case folder loses nothing',
    async (faults, count) => {
      const { tried } = await letChangesGoWrong([...faults], (all) => some(all, count));
      expect(tried).toHaveLength(count);
      expect(tried.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    },
    240_000,
  );

  it('finds every kind of damage, and loses no entry that it left', async () => {
    const whole = takeApart(await finishedCase(newFolder()));
    const damages = [
      cutJournal(whole, below(whole.journal.length, 60, seed)),
      flipJournal(whole, below(whole.journal.length * 8, 2_000, seed)),
      changeLines(whole),
      ...damageFiles(whole, 301, seed),
      moveFiles(whole),
    ];
    expect(damages.filter(({ lost, undetected }) => lost + undetected > 0)).toEqual([]);
    for (const { tried } of damages) expect(tried).toBeGreaterThan(30);
    // What the folder alone cannot tell, and the noted head can.
    const cut = cutEnds(whole);
    expect(cut.undetected).toBe(0);
    expect(cut.withoutHead).toBeGreaterThan(5);
  }, 120_000);

  it.runIf(process.platform === 'linux')(
    'lets one of many racers at a time hold a case whose holder died',
    async () => {
      expect(await race(8, 5)).toMatchObject({ held: 40, died: 3, doubles: 0, stuck: 0, leftovers: 0 });
    },
    120_000,
  );

  const noDisk = whyNoSmallDisk();
  it.skipIf(noDisk !== null)(
    `goes on when a disk was really full${noDisk ? ` (skipped: ${noDisk})` : ''}`,
    async () => {
      const disks = await fillDisk([32_768, 49_152]);
      expect(disks.map(({ wrong }) => wrong)).toEqual([[], []]);
      expect(disks.some(({ code }) => code === 7)).toBe(true);
    },
    120_000,
  );

  it('lets no hostile string through to terminal, report or JSON', async () => {
    expect([(await injectTerminal()).leaked, (await injectMarkdown()).leaked]).toEqual([[], []]);
  }, 120_000);

  it('lets no key through', async () => {
    expect((await plantSecrets()).leaked).toEqual([]);
  }, 60_000);

  it('makes good names of hostile ones', async () => {
    expect((await hostileNames(some(fileNames, 3), some(hostNames, 3))).leaked).toEqual([]);
  }, 120_000);

  it.runIf(process.platform === 'linux')(
    'ends in words where an input is huge, hostile or endless',
    async () => {
      expect((await hugeInputs((all) => some(all, 8))).wrong).toEqual([]);
    },
    240_000,
  );

  it('takes names of prototypes for names', async () => {
    expect((await prototypeNames((all) => some(all, 6))).wrong).toEqual([]);
  }, 120_000);
});

it('docs/reliability.md holds a run of all of it, which found nothing that must not be', () => {
  const rows = cutOut(readFileSync(join(root, 'docs/reliability.md'), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| what'))
    .map((line) => line.split(' | '));
  expect(rows.length).toBeGreaterThan(12);
  for (const [, tried, lost, leaked, undetected] of rows) {
    expect(Number(tried!.split(' ')[0])).toBeGreaterThan(0);
    expect([lost, leaked, undetected].filter((figure) => figure !== '-' && figure !== '0')).toEqual([]);
  }
});
