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

/** The most rows that a table shows. */
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

/** A list. Each item is a line of phrasing, or blocks. */
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

/** A fenced block. It can contain hostile text: the text is cleaned, keeps its lines, and can't close the fence. */
export const code = (text: string, lang: string | null = null): Code => ({
  type: 'code',
  lang: lang === null ? null : lang.replaceAll(/[^\w+-]/g, ''),
  value: clean(text, { newlines: true }),
});

const tableCell = (cell: Cell): TableCell => ({ type: 'tableCell', children: [cell].flat() });

/** A table without a limit, for tables whose size depends on the playbook. */
export const table = (head: (string | Cell)[], rows: Cell[][]): Table => ({
  type: 'table',
  align: head.map(() => null),
  children: [head.map((cell) => (typeof cell === 'string' ? words(cell) : cell)), ...rows].map((cells) => ({
    type: 'tableRow',
    children: cells.map(tableCell),
  })),
});

/**
 * A table of at most 25 rows; nothing when there are no rows. When it is cut, a line says so.
 * @param source where all the rows are: `the analysis file`
 */
export function cappedTable(head: string[], rows: Cell[][], source: string): RootContent[] {
  if (rows.length === 0) return [];
  const shown = table(head, rows.slice(0, tableRows));
  if (rows.length <= tableRows) return [shown];
  return [shown, paragraph(words(`${tableRows} of ${rows.length} rows. All of them are in ${source}.`))];
}

/** A list; nothing when there are no items. */
export const bullets = (items: PhrasingContent[][]): RootContent[] => (items.length === 0 ? [] : [list(items)]);

/** Content under a heading of depth 3; nothing when there is no content. */
export const subsection = (title: string, content: RootContent[]): RootContent[] =>
  content.length === 0 ? [] : [heading(3, words(title)), ...content];
