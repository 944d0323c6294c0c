import { join } from 'node:path';
import { sealCase } from '../../src/commands/seal/run.js';
import { type Tree, treeOf } from '../bags/sample.js';
import { newFolder } from '../helpers/casefile.js';
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
import { finishedCase } from './changes/faulty.js';
import { inLanes } from './lanes.js';
import { below, shuffled } from './order.js';
import type { Part } from './table.js';

/** A bag of the small case, file by file. */
export async function soundBag(): Promise<Tree> {
  const place = newFolder();
  const dir = await finishedCase(place);
  const { signal } = new AbortController();
  return treeOf((await sealCase(dir, { caseDir: place, output: join(place, 'bag') }, signal)).bag);
}

/** Sealed cases: every file and line of a bag damaged, forged, spelt otherwise; sound ones; names that lead elsewhere. */
export const bags: Part = async function* ({ seed }) {
  const sound = await soundBag();
  for (const [what, changes, forms] of [
    ['bag, folder and zip: a file changed, cut, removed, renamed or added', damagedFiles(sound), bothForms],
    ['bag: a line of a manifest changed, emptied, removed or doubled', damagedManifests(sound), inTurn],
  ] as const) {
    const { tried, undetected } = await checkDamaged(changes, forms);
    yield { what, tried, undetected: undetected.length, wrong: undetected };
  }
  // Whatever is refused is unpacked first: a part of them is enough of the time.
  const forged = await checkForged(shuffled(forgedBags(sound), seed).slice(0, 150), sound);
  yield {
    what: 'bag: forged, all manifests made again; told by its signature (last column: without one)',
    ...{
      tried: forged.tried,
      of: forgedBags(sound).length,
      undetected: forged.undetected.length,
      wrong: forged.undetected,
    },
    withoutHead: forged.withoutSignature.length,
  };
  const spellings = otherSpellings(sound);
  const refused = await checkSpellings(spellings, sound);
  const cases = below(100);
  const alarms = (await inLanes(cases, (n) => sealAndUnseal(soundCase(n, seed), n % 2 === 0))).flat();
  const wrong = [...refused, ...alarms];
  const what = `sound bags refused: ${cases.length} different cases, ${spellings.length} spellings of one`;
  yield { what, tried: cases.length + spellings.length, lost: wrong.length, wrong };

  const names = await checkNames(sound);
  yield {
    what: 'names in archives that lead outside, or to another file on some system',
    ...{ tried: names.tried, leaked: names.wrong.length, wrong: names.wrong },
  };
};
