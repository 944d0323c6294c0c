import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place where people read, and its text with comment marks and line breaks taken out. */
export interface Readable {
  path: string;
  text: string;
  /** Line number (from 1) of a position in `text`. */
  lineAt: (position: number) => number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const places = ['src', 'powershell', 'playbooks', 'examples', 'docs', 'test', 'scripts', 'bench', '.github', '.'];
const readByPeople = /\.(ts|js|ps1|psm1|yaml|yml|md)$/;

// Data of simulated hosts and built files are not our words; these two pages quote what they ban.
const notOurs = /(^|\/)(node_modules|dist|host|hosts|evidence|sample-host|golden|texts|foreign)\//;
const quotesThem = ['docs/writing.md', 'test/writing/phrases.ts'];

/** Everything that people read: sources, scripts, playbooks, docs and tests. */
export const readables: Readable[] = places
  .flatMap((place) => (place === '.' ? readdirSync(root).map((name) => name) : filesBelow(place)))
  .filter((path) => readByPeople.test(path) && !notOurs.test(path) && !quotesThem.includes(path))
  .map((path) => ({ path, ...asProse(readFileSync(join(root, path), 'utf8'), path.endsWith('.md')) }));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.split(sep).join('/')}`,
  );
}

/** One long line, so that a phrase is found across a line break. In Markdown, code is not prose. */
function asProse(source: string, markdown: boolean): Omit<Readable, 'path'> {
  const prose = markdown ? source.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, '\0')) : source;
  const starts: number[] = [];
  let text = '';
  for (const line of prose.split('\n')) {
    starts.push(text.length);
    text += `${line.replace(/^\s*(\/\/|\/?\*+|#|>)?\s*/, '').trimEnd()} `;
  }
  return { text, lineAt: (position) => starts.filter((start) => start <= position).length };
}
