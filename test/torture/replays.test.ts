import { beforeAll, describe, expect, it } from 'vitest';
import { seedOfToday as seed } from './order.js';
import { askAgain } from './replays/again.js';
import { environments } from './replays/environments.js';
import { commandsAtPrefixes, foldAgain, type Story } from './replays/prefixes.js';
import { madeStories, smallStory } from './replays.js';

describe(`a case asked again (TORTURE_SEED=${seed})`, () => {
  let small: Story;
  beforeAll(async () => {
    small = await smallStory();
  });

  it('in other environments gives the same bytes', async () => {
    const { tried, wrong } = await askAgain([small.dir], 10, seed);
    expect({ tried, wrong }).toEqual({ tried: expect.any(Number), wrong: [] });
    expect(tried).toBeGreaterThan(9);
  }, 240_000);

  it('in at least 100 environments, each another one, is what the whole run does', () => {
    const names = environments(100, seed).map(({ name }) => name);
    expect(new Set(names).size).toBe(100);
  });

  it('is folded to the same state at every entry', async () => {
    const folds = [small, ...(await madeStories())].map(foldAgain);
    expect(folds.flatMap(({ wrong }) => wrong)).toEqual([]);
    for (const { tried } of folds) expect(tried).toBeGreaterThan(4);
  }, 60_000);

  it('ends in no bug at prefixes of its journal, and its reports can be made again', async () => {
    const { tried, wrong } = await commandsAtPrefixes(small, seed, 8);
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  }, 120_000);
});
