import fc from 'fast-check';
import { hostileTerminal } from '../helpers/hostile-text.js';
import { tortureTerminal } from './sinks/terminal.js';
import type { Part } from './table.js';

interface Sink {
  what: string;
  texts: fc.Arbitrary<string>;
  tried: number;
  /** What of them came out as more than text, a sentence each. */
  leaked: (texts: string[]) => string[] | Promise<string[]>;
}

const all: { [name: string]: Sink } = {
  terminal: {
    what: 'texts on a terminal (xterm), through every way to it',
    texts: hostileTerminal,
    tried: 20_000,
    leaked: tortureTerminal,
  },
};

/** Texts through one sink; seeded, so that what leaked can be looked at again. */
export async function sink(name: keyof typeof all, seed: number, tried = all[name]!.tried) {
  const { what, texts, leaked } = all[name]!;
  const wrong = await leaked(fc.sample(texts, { seed, numRuns: tried }));
  return { what, tried, leaked: wrong.length, wrong: wrong.slice(0, 20) };
}

/** Each way out of the tool by itself, with very many texts. */
export const sinks: Part = async function* ({ seed }) {
  for (const name of Object.keys(all)) yield await sink(name, seed);
};
