import fc from 'fast-check';
import { hostileCell, hostileMarkdown, hostileTerminal, hostileYaml } from '../helpers/hostile-text.js';
import { tortureCsv } from './sinks/csv.js';
import { tortureFrontMatter } from './sinks/front-matter.js';
import { tortureJson } from './sinks/json.js';
import { tortureMarkdown } from './sinks/markdown.js';
import { tortureTerminal } from './sinks/terminal.js';
import type { Found, Part } from './table.js';

interface Sink {
  what: string;
  texts: fc.Arbitrary<string>;
  tried: number;
  /** One sentence for each text that came out as more than text. */
  leaked: (texts: string[]) => string[] | Promise<string[]>;
}

const all = {
  terminal: {
    what: 'texts on the screen of a terminal',
    texts: hostileTerminal,
    tried: 20_000,
    leaked: tortureTerminal,
  },
  markdown: {
    what: 'texts in tables, paragraphs, lists and blocks of Markdown',
    texts: hostileMarkdown,
    tried: 20_000,
    leaked: tortureMarkdown,
  },
  csv: { what: 'texts in cells of CSV', texts: hostileCell, tried: 20_000, leaked: tortureCsv },
  json: {
    what: 'texts in JSON: answers, and lines of journal and evidence',
    texts: hostileTerminal,
    tried: 20_000,
    leaked: tortureJson,
  },
  frontMatter: {
    what: 'texts in the front matter of a report',
    texts: hostileYaml,
    tried: 5_000,
    leaked: tortureFrontMatter,
  },
} satisfies { [name: string]: Sink };

export type SinkName = keyof typeof all;
export const sinkNames = Object.keys(all) as SinkName[];

/** Texts through one sink; seeded, so that what leaked can be looked at again. */
export async function throughSink(name: SinkName, seed: number, tried: number = all[name].tried): Promise<Found> {
  const { what, texts, leaked }: Sink = all[name];
  const wrong = await leaked(fc.sample(texts, { seed, numRuns: tried }));
  return { what, tried, leaked: wrong.length, wrong: wrong.slice(0, 20) };
}

/** Each way out of the tool by itself, with very many texts. */
export const sinks: Part = async function* ({ seed }) {
  for (const name of sinkNames) yield await throughSink(name, seed);
};
