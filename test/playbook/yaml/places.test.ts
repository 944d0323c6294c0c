import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Path } from '../../../src/playbook/yaml/places.js';
import { readYaml } from '../../../src/playbook/yaml/read.js';

function source(text: string) {
  const result = readYaml('f.yaml', Buffer.from(text));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.source;
}
const at = (text: string, path: Path) => {
  const { line, column } = source(text).at(path);
  return `${line}:${column}`;
};

test('a value has the place of its first character, after the quote', () => {
  expect(at('a:\n  b: "x"\n', ['a', 'b'])).toBe('2:7');
  expect(at('a: [1, 22]\n', ['a', 1])).toBe('1:8');
});

test('a block has the place of its key', () => {
  expect(at('a:\n  b:\n    c: 1\n', ['a', 'b'])).toBe('2:3');
});

test('a missing value has the place of its parent', () => {
  expect(at('a:\n  b:\n    c: 1\n', ['a', 'b', 'd', 'e'])).toBe('2:3');
});

/** Character of the file that `within` points at. */
function pointed(text: string, path: Path, offset: number): string {
  const { line, column } = source(text).within(path, offset);
  return text.split('\n')[line - 1]!.slice(column - 1, column);
}

test.each([
  ['plain', 'a: row.x == 1'],
  ['single quotes', "a: 'it''s == X'"],
  ['double quotes', 'a: "a\\\\b\\t\\u0041\\x41 == X"'],
  ['literal block', 'a: |-\n    first\n\n    second == X'],
])('a character inside %s is found', (_, text) => {
  const value = (source(text).data as { a: string }).a;
  const offset = value.lastIndexOf('==');
  expect(pointed(text, ['a'], offset)).toBe('=');
  expect(pointed(text, ['a'], offset + 3)).toBe(value[offset + 3]);
});

test('every character of a one-line text is found, however it is quoted', () => {
  const style = fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), style, (value, type) => {
      const text = stringify({ a: value }, { lineWidth: 0, defaultStringType: type });
      for (const [offset, char] of [...value].entries()) {
        const found = pointed(text, ['a'], offset);
        // an escaped character is found at its escape
        expect(found === char || found === '\\' || (found === "'" && char === "'")).toBe(true);
      }
    }),
  );
});
