/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A list in another order: the same one for the same seed. */
export function shuffled<T>(list: T[], seed: number): T[] {
  const next = random(seed);
  return list
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Every number below an end, or so many of them. */
export const below = (end: number, some: number = end, seed = 0): number[] =>
  shuffled(
    Array.from({ length: end }, (_, at) => at),
    seed,
  )
    .slice(0, some)
    .sort((a, b) => a - b);

/** Another seed each day: the short runs of the tests come to everything in time, and a failure names its seed. */
export const seedOfToday: number = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000));

/** Some of a list, others each day. */
export const some = <T>(list: T[], count: number): T[] => shuffled(list, seedOfToday).slice(0, count);
