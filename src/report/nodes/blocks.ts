import type {
  BlockContent,
  Code,
  Heading,
  List,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
} from 'mdast';
import { clean } from '../../domain/clean.js';
import { words } from './text.js';

/** Content of one table cell. */
export type Cell = PhrasingContent | PhrasingContent[];

/** Rows that a table shows at most. */
export const tableRows = 25;

export const heading = (depth: Heading['depth'], ...children: PhrasingContent[]): Heading => ({
  type: 'heading',
  depth,
  children,
});

export const paragraph = (...children: (PhrasingContent | PhrasingContent[])[]): Paragraph => ({
  type: 'paragraph',
  children: children.flat(),
});

/** A list; each item is a line of phrasing, or blocks. */
export const list = (items: (PhrasingContent[] | { blocks: BlockContent[] })[]): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item) => ({
    type: 'listItem',
    spread: false,
    children: 'blocks' in item ? item.blocks : [paragraph(item)],
  })),
});

/** A fenced block. Hostile text may stand in it: it is cleaned, lines are kept, and the fence outgrows its content. */
export const code = (text: string, lang: string | null = null): Code => ({
  type: 'code',
  lang: lang === null ? null : lang.replaceAll(/[^\w+-]/g, ''),
  value: clean(text, { newlines: true }),
});

const tableCell = (cell: Cell): TableCell => ({ type: 'tableCell', children: [cell].flat() });

/** A table as it stands; for tables whose size the playbook decides. */
export const table = (head: (string | Cell)[], rows: Cell[][]): Table => ({
  type: 'table',
  align: head.map(() => null),
  children: [head.map((cell) => (typeof cell === 'string' ? words(cell) : cell)), ...rows].map((cells) => ({
    type: 'tableRow',
    children: cells.map(tableCell),
  })),
});

/** A table of at most 25 rows; when it is cut, a line says `n of N` and where the rest is. No rows, no table. */
export function cappedTable(head: string[], rows: Cell[][], rest: PhrasingContent[]): RootContent[] {
  if (rows.length === 0) return [];
  const shown = table(head, rows.slice(0, tableRows));
  return rows.length <= tableRows
    ? [shown]
    : [shown, paragraph(words(`${tableRows} of ${rows.length} rows; `), rest, words('.'))];
}
