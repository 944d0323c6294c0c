import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hanging } from '../../src/terminal/hanging.js';

test('a long line breaks at a blank and continues further in', () => {
  expect(hanging('  a word and another word that is long', 30)).toEqual([
    '  a word and another word',
    '      that is long',
  ]);
});

test('a long word breaks where the terminal would break it', () => {
  expect(hanging('x'.repeat(40), 30)).toEqual(['x'.repeat(29), `    ${'x'.repeat(11)}`]);
});

test('nothing is broken when it is not a terminal', () => {
  expect(hanging('x '.repeat(100), undefined)).toEqual(['x '.repeat(100)]);
});

test('any text fits, is complete but for blanks, and starts no line of the screen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 40, max: 120 }), (text, columns) => {
      const lines = hanging(`- ${text}`, columns);
      for (const line of lines) expect(Array.from(line).length).toBeLessThan(columns);
      for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}/);
      expect(lines.join('').replaceAll(' ', '')).toBe(`- ${text}`.replaceAll(' ', ''));
    }),
  );
});
