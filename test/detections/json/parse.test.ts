import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/detections/json/parse.js';

/** What `JSON.stringify` writes as digits alone and `JSON.parse` cannot be trusted with. */
const exact = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value)) ? String(value) : value;

describe('parseJson', () => {
  it('gives what JSON.parse gives, but for integers beyond 2^53', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text, 'a.json')).toEqual(JSON.parse(text, exact));
      }),
    );
  });

  it('keeps numbers that JavaScript would change as their text', () => {
    expect(
      parseJson('{"id":9007199254740993,"safe":9007199254740991,"low":-9007199254740993,"big":1e400}', 'a'),
    ).toEqual({
      id: '9007199254740993',
      safe: 9007199254740991,
      low: '-9007199254740993',
      big: '1e400',
    });
  });

  it('leaves digits inside strings alone', () => {
    expect(parseJson('["9007199254740993", "\\"9007199254740993"]', 'a')).toEqual([
      '9007199254740993',
      '"9007199254740993',
    ]);
  });

  it('keeps a key __proto__ without polluting anything', () => {
    const value = parseJson('{"__proto__":{"polluted":true}}', 'a') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('names file, line and column, what was found and what is expected', () => {
    expect(() => parseJson('{\r\n  "a": 1\r\n  "b": 2\r\n}', 'alert.json')).toThrow(
      expect.objectContaining({
        exit: 2,
        code: 'alert-malformed',
        parts: {
          what: 'The alert cannot be read as JSON: found "\\"".',
          where: 'alert.json:3:3',
          expected: 'a comma or the closing bracket',
        },
      }),
    );
  });

  it('says so when the file ends too early', () => {
    expect(() => parseJson('{"a":', 'alert.json')).toThrow(
      expect.objectContaining({
        parts: expect.objectContaining({ what: expect.stringContaining('the end of the file') }),
      }),
    );
  });
});
