import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiJson, plain } from '../../src/terminal/print.js';

describe('asciiJson', () => {
  it('is ASCII and comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = asciiJson(value);
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('plain', () => {
  it('lets no control character of a value through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(plain([{ text: 'host ' }, { value }])).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
