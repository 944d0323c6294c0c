/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/** What secrets are made of; every value is made up when a test runs, and opens nothing. */
export function maker(random: () => number) {
  const pick = (from: string | readonly string[]): string => from[Math.floor(random() * from.length)]!;
  const of = (alphabet: string, length: number): string => Array.from({ length }, () => pick(alphabet)).join('');
  const word = lower + lower.toUpperCase() + digits;
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  return {
    pick,
    of,
    bytes,
    number: (below: number) => Math.floor(random() * below),
    word: (length: number) => of(word, length),
    token: (length: number) => of(`${word}_`, length),
    digits: (length: number) => of(digits, length),
    hex: (length: number) => of('0123456789abcdef', length),
    base64: (length: number) => bytes(length).toString('base64'),
    /** As people choose them, with marks that no quotation needs. */
    password: () => `${of(lower.toUpperCase(), 2)}${of(lower, 5)}${of('!#+_.~', 1)}${of(digits, 4)}${of(lower, 2)}`,
    guid: () => [8, 4, 4, 4, 12].map((n) => of('0123456789abcdef', n)).join('-'),
  };
}

export type Maker = ReturnType<typeof maker>;
