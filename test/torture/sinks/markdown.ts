import type { RootContent } from 'mdast';
import { renderMarkdown } from '../../../src/exports/index.js';
import { code, list, paragraph, table } from '../../../src/report/nodes/blocks.js';
import { quoted, say, value } from '../../../src/report/nodes/text.js';
import { cellsOf, nodeTypes, parseMarkdown, tableReaders } from '../../helpers/markdown.js';

const written = (children: RootContent[]): string => renderMarkdown({ type: 'root', children });

/** What a text may be in a document, wherever it stands. */
const harmless = ['root', 'paragraph', 'text', 'inlineCode'];

/** Nodes of a document that are more than text, or the words that say that its blocks are not these. */
function more(markdown: string, blocks: string[], inside: string[] = []): string[] {
  const root = parseMarkdown(markdown);
  const others = nodeTypes(root).filter((type) => ![...harmless, ...inside].includes(type));
  const same = root.children.length === blocks.length && root.children.every(({ type }, n) => type === blocks[n]);
  return same ? others : [...others, 'other blocks'];
}

/** A row must have its cells for every reader; what stands in a cell must be text. */
function inTable(texts: string[]): string[] {
  const rows = texts.map((text, n) => [value(text), quoted(texts[(n + 1) % texts.length]!), value('end')]);
  const lines = written([table(['A', 'B', 'C'], rows)])
    .trimEnd()
    .split(/\r\n|[\r\n]/);
  const readings = Object.values(tableReaders).map((read) => lines.map((line) => cellsOf(line, read)));
  const same = readings.every(
    (rowsRead) => rowsRead.length === rows.length + 2 && rowsRead.every((row) => row.length === 3),
  );
  if (!same) return ['another table'];
  return [...new Set(readings.map((rowsRead) => rowsRead.slice(2).flat().join('\n\n')))].flatMap((inside) =>
    more(
      inside,
      rows.flatMap((row) => row.map(() => 'paragraph')),
    ),
  );
}

const places: ((texts: string[]) => string[])[] = [
  inTable,
  (texts) =>
    more(
      written(texts.map((text) => paragraph(say`${value(text)} said ${quoted(text)}.`))),
      texts.map(() => 'paragraph'),
    ),
  (texts) => {
    const items = texts.flatMap((text) => [[value(text)], [quoted(text)]]);
    return more(written([list(items)]), ['list'], ['list', 'listItem']);
  },
  (texts) => {
    const blocks = texts.flatMap((text) => [code(text, text), paragraph(say`after`)]);
    return more(
      written(blocks),
      blocks.map(({ type }) => type),
      ['code'],
    );
  },
  (texts) => {
    const markdown = written(texts.map((text) => paragraph(quoted(`[E1#1]${text}[A1]`))));
    return /(?<!\\)\[(?:[EA]\d+(?:#\d+)?|alert|answers\.)/.test(markdown) ? ['a forged reference'] : [];
  },
];

const batch = 50;

/**
 * Texts in two of these places: a table, a paragraph, a list, a block, beside a reference; each that became more than
 * text.
 */
export function tortureMarkdown(texts: string[]): string[] {
  const leaked: string[] = [];
  for (let begin = 0; begin < texts.length; begin += batch) {
    const some = texts.slice(begin, begin + batch);
    const turn = begin / batch;
    for (const place of [places[turn % places.length]!, places[(turn + 2) % places.length]!]) {
      if (place(some).length === 0) continue;
      const alone = some.flatMap((text) => place([text]).map((what) => `${JSON.stringify(text)}: ${what}`));
      leaked.push(...(alone.length > 0 ? alone : [`texts ${begin} to ${begin + batch} together: ${place(some)}`]));
    }
  }
  return leaked;
}
