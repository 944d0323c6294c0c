import fc from 'fast-check';
import type { Root, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/exports/index.js';
import { code, list, paragraph, table } from '../../../src/report/nodes/blocks.js';
import { refs } from '../../../src/report/nodes/refs.js';
import { quoted, say, value } from '../../../src/report/nodes/text.js';
import { hostileMarkdown as hostile } from '../../helpers/hostile-text.js';
import { cellsOf, nodeTypes, parseMarkdown, tableReaders } from '../../helpers/markdown.js';

const written = (children: RootContent[]): Root => parseMarkdown(renderMarkdown({ type: 'root', children }));

const active = [
  'link',
  'linkReference',
  'image',
  'imageReference',
  'html',
  'definition',
  'footnoteReference',
  'footnoteDefinition',
  'emphasis',
  'strong',
  'delete',
  'break',
];
const actives = (root: Root): string[] => nodeTypes(root).filter((type) => active.includes(type));
const plain = ['text', 'inlineCode'];

describe('hostile text', () => {
  it.each(Object.entries(tableReaders))('never changes the shape of a table that is read %s', (_, read) => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const content = [
          [value(one), quoted(other), value(other)],
          [quoted(one), value(one), value('end')],
        ];
        const markdown = renderMarkdown({ type: 'root', children: [table(['A', 'B', 'C'], content)] });
        const rows = markdown
          .trimEnd()
          .split(/\r\n|[\r\n]/)
          .map((row) => cellsOf(row, read));
        expect(rows.map((row) => row.length)).toEqual([3, 3, 3, 3]);
        const inside = rows.slice(2).flatMap((row) => row.flatMap((cell) => nodeTypes(parseMarkdown(cell))));
        expect(inside.filter((type) => !['root', 'paragraph', ...plain].includes(type))).toEqual([]);
      }),
    );
  });

  it('stays one line of plain text in a paragraph', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const root = written([paragraph(say`${value(one)} said ${quoted(other)}, ${value(other)}.`)]);
        expect(root.children.map((node) => node.type)).toEqual(['paragraph']);
        expect(actives(root)).toEqual([]);
      }),
    );
  });

  it('opens no block at the start of a list item', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const root = written([list([[value(text)], [quoted(text)]])]);
        expect(nodeTypes(root).filter((type) => !plain.includes(type))).toEqual([
          'root',
          'list',
          'listItem',
          'paragraph',
          'listItem',
          'paragraph',
        ]);
      }),
    );
  });

  it('does not leave its fenced block', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const root = written([code(text, 'powershell'), paragraph(say`after`)]);
        expect(nodeTypes(root)).toEqual(['root', 'code', 'paragraph', 'text']);
      }),
    );
  });

  it('cannot forge a reference to evidence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = renderMarkdown({
          type: 'root',
          children: [paragraph(say`${quoted(`[E1#1]${text}`)} ${quoted(text)}`)],
        });
        expect(markdown).not.toMatch(/(?<!\\)\[[EA]\d+(#\d+)?\]/);
      }),
    );
  });
});

describe('a value', () => {
  it('comes back from a table as it was, when nothing in it is hidden or long', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x21-\x7e]{1,100}$/), (text) => {
        fc.pre(!text.includes('\\|'));
        const markdown = renderMarkdown({ type: 'root', children: [table(['A'], [[value(text)]])] });
        const [cell] = cellsOf(markdown.trimEnd().split('\n')[2]!, tableReaders['by the character before']!);
        expect(parseMarkdown(cell!).children).toMatchObject([
          { type: 'paragraph', children: [{ type: 'inlineCode', value: text }] },
        ]);
      }),
    );
  });

  it('that is not there is said in words', () => {
    expect([value(null), value(undefined), value('')].map((node) => node.value)).toEqual([
      'not known',
      'not known',
      '(empty)',
    ]);
  });

  it('is cut with an ellipsis', () => {
    expect(value('x'.repeat(500)).value).toBe(`${'x'.repeat(159)}…`);
  });
});

describe('references', () => {
  it('are written without escapes, duplicates removed', () => {
    expect(
      renderMarkdown({ type: 'root', children: [paragraph(refs(['E3#12', 'A1', 'E3#12', 'answers.cloud']))] }),
    ).toBe('[E3#12] [A1] [answers.cloud]\n');
  });

  it('are six at most, with the number of the others', () => {
    const from = Array.from({ length: 9 }, (_, index) => `E1#${index + 1}`);
    expect(renderMarkdown({ type: 'root', children: [paragraph(refs(from))] })).toBe(
      '[E1#1] [E1#2] [E1#3] [E1#4] [E1#5] [E1#6] and 3 more\n',
    );
  });
});
