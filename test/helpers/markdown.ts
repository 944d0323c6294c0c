import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';

/** Markdown as a reader of GFM takes it, tables left out: they are split by {@link tableReaders}. */
export const parseMarkdown = (markdown: string): Root =>
  fromMarkdown(markdown, { mdastExtensions: [gfmFromMarkdown()] });

/**
 * Where a row is split, written out since readers differ: one lets a backslash take the next backslash or pipe with it,
 * the other never splits at a pipe after a backslash. A table must be the same for both.
 */
export const tableReaders: { [name: string]: (row: string) => string[] } = {
  'pair by pair': (row) => row.replaceAll(/\\[\\|]/g, (pair) => (pair === '\\|' ? '\u0001' : pair)).split('|'),
  'by the character before': (row) => row.replaceAll('\\|', '\u0001').split('|'),
};

/** Cells of one row. */
export const cellsOf = (row: string, read: (row: string) => string[]): string[] =>
  read(row)
    .slice(1, -1)
    .map((cell) => cell.replaceAll('\u0001', '|').trim());

/** Types of a node and of everything in it, in their order. */
export const nodeTypes = (node: Nodes): string[] => [
  node.type,
  ...('children' in node ? node.children.flatMap(nodeTypes) : []),
];
