import { beforeAll, describe, expect, it } from 'vitest';
import { hostilePaths } from '../bags/hostile-paths.js';
import type { Tree } from '../bags/sample.js';
import { damagedFiles, damagedManifests, forgedBags, otherSpellings } from './bags/changes.js';
import {
  bothForms,
  checkDamaged,
  checkForged,
  checkNames,
  checkSpellings,
  inTurn,
  sealAndUnseal,
} from './bags/checks.js';
import { soundCase } from './bags/sound-cases.js';
import { soundBag } from './bags.js';
import { seedOfToday as seed, some } from './order.js';

describe(`a bag (TORTURE_SEED=${seed})`, () => {
  let sound: Tree;
  beforeAll(async () => {
    sound = await soundBag();
  });

  it('of which a file came to harm is refused', async () => {
    const { tried, undetected } = await checkDamaged(some(damagedFiles(sound), 60), bothForms);
    expect({ tried, undetected }).toEqual({ tried: 120, undetected: [] });
  }, 120_000);

  it('of which a line of a manifest came to harm is refused', async () => {
    const { tried, undetected } = await checkDamaged(some(damagedManifests(sound), 120), inTurn);
    expect({ tried, undetected }).toEqual({ tried: 120, undetected: [] });
  }, 120_000);

  it('that was forged is told by its signature; without one the journal tells most, and not a cut or a label', async () => {
    const journals = forgedBags(sound).filter(({ what }) => what.startsWith('journal cut'));
    expect(journals.length).toBeGreaterThan(8);
    const { undetected, withoutSignature } = await checkForged([...journals, ...some(forgedBags(sound), 20)], sound);
    expect(undetected).toEqual([]);
    expect(withoutSignature.length).toBeGreaterThan(journals.length / 2);
  }, 120_000);

  it('that is spelt otherwise, as RFC 8493 allows, is taken and holds the same case', async () => {
    expect(await checkSpellings(otherSpellings(sound), sound)).toEqual([]);
  }, 120_000);

  it('of a sound case is taken, whatever its names and sizes', async () => {
    const alarms = [];
    for (const n of [0, 1, 2, 3, 5, 9]) alarms.push(...(await sealAndUnseal(soundCase(n, seed), n % 2 === 0)));
    expect(alarms).toEqual([]);
  }, 120_000);

  it('with a name that leads elsewhere is refused for that name, and nothing is written', async () => {
    const { tried, wrong } = await checkNames(sound, some(hostilePaths, 20));
    expect({ tried, wrong }).toEqual({ tried: 40, wrong: [] });
  }, 120_000);
});
