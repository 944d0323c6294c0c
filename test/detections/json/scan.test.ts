import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../../src/detections/json/scan.js';

const valid = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('scanJson', () => {
  it('accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(scanJson(text, 200).problem).toBeNull();
      }),
    );
  });

  it('agrees with JSON.parse on texts with one character changed', () => {
    const mutated = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', '-', 'e', '.', '\n', ' ', 'x', ''),
      )
      .map(([text, at, char]) => text.slice(0, at % text.length) + char + text.slice((at % text.length) + 1));
    fc.assert(
      fc.property(mutated, (text) => {
        expect(scanJson(text, 200).problem === null).toBe(valid(text));
      }),
    );
  });

  it('agrees with JSON.parse on strings of JSON characters', () => {
    const soup = fc.string({
      unit: fc.constantFrom(...'{}[],:"\\ntrue01.eE+-u \n\t', '"a"', 'null', '12'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(soup, (text) => {
        expect(scanJson(text, 200).problem === null).toBe(valid(text));
      }),
    );
  });

  it.each([
    ['{"a":1,}', 7, 'a key in double quotes'],
    ['{"a" 1}', 5, 'a colon'],
    ['[1 2]', 3, 'a comma or the closing bracket'],
    ["{'a':1}", 1, 'a key in double quotes, or }'],
    ['[1}', 2, 'a comma or the closing bracket'],
    ['"a', 2, 'a closing quote'],
    ['"\\q"', 1, 'a known escape; a backslash itself is written \\\\'],
    ['{} {}', 3, 'the end of the file, because an alert file contains one alert'],
  ])('says where %s stops being JSON', (text, offset, expected) => {
    expect(scanJson(text, 200).problem).toEqual({ offset, expected });
  });

  it('counts nesting without recursion', () => {
    expect(scanJson('['.repeat(200) + ']'.repeat(200), 200).problem).toBeNull();
    expect(scanJson('['.repeat(1_000_000), 200).problem).toEqual({
      offset: 200,
      expected: 'at most 200 levels of nesting',
    });
  });
});
