import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { casefile, newFolder, replayOf, root } from '../helpers/casefile.js';
import { concludedCase, madeFrom, waitingCase } from '../helpers/made-case.js';
import { finishedCase } from './changes/faulty.js';
import { askAgain } from './replays/again.js';
import { commandsAtPrefixes, foldAgain, type Story } from './replays/prefixes.js';
import type { Part } from './table.js';

/** A case that a second alert joined, and one that waits with a torn entry. */
export const madeStories = async (): Promise<Story[]> => [
  { name: 'a joined and reviewed case', dir: await concludedCase(), replay: madeFrom },
  { name: 'a waiting case', dir: await waitingCase(), replay: madeFrom },
];

/** The small case, handed over and reviewed after its end: its journal names three reports. */
export async function smallStory(): Promise<Story> {
  const dir = await finishedCase(newFolder());
  for (const more of [
    ['handover', dir, '--to', 'N. Ext'],
    ['review', dir, '--by', 'S. Econd'],
  ]) {
    const { code, stderr } = await casefile(more);
    if (code !== 0) throw new Error(stderr);
  }
  return { name: 'the small case', dir };
}

/** An example, worked on to its end. */
export async function exampleStory(name: string): Promise<Story> {
  const { result } = await casefile(replayOf(name, newFolder()));
  return { name, dir: result.dir! };
}

/** A case is what its journal says: asked again anywhere, and folded again at any entry. */
export const replays: Part = async function* ({ seed }) {
  const examples: Story[] = [];
  for (const name of readdirSync(join(root, 'examples'))) examples.push(await exampleStory(name));
  const small = await smallStory();
  // The report of an example takes three times as long: every third environment has one.
  const again = await askAgain([small.dir, small.dir, examples[0]!.dir], 100, seed);
  const what = `report, timeline or verification made again, in ${again.environments} environments`;
  yield { what, tried: again.tried, lost: again.wrong.length, wrong: again.wrong };

  const stories = [small, ...(await madeStories()), ...examples];
  const folds = stories.map(foldAgain);
  yield lineOf(`state folded again at a prefix of a journal, ${stories.length} journals`, folds);

  const cuts = [];
  for (const story of stories) cuts.push(await commandsAtPrefixes(story, seed));
  yield lineOf('verify, report, list and resume of a case cut to a prefix of its journal', cuts);
};

function lineOf(what: string, results: { tried: number; of: number; wrong: string[] }[]) {
  const sum = (key: 'tried' | 'of') => results.reduce((total, each) => total + each[key], 0);
  const wrong = results.flatMap((each) => each.wrong);
  return { what, tried: sum('tried'), of: sum('of'), lost: wrong.length, wrong };
}
