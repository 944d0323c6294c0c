import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/detections/json/decode.js';

const text = '{"host":"Größe 管理 🔑"}';
const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();

describe('decode', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a mark', utf16be(`\ufeff${text}`)],
    ['UTF-16BE', utf16be(text)],
  ])('reads %s', (_, bytes) => expect(decode(bytes, 'a')).toBe(text));

  it('reads an empty file as empty text', () => expect(decode(new Uint8Array(), 'a')).toBe(''));

  it('names the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{\n  "ü\ufffd": "'), Buffer.from([0xe9]), Buffer.from('"}')]);
    expect(() => decode(bytes, 'alert.json')).toThrow(
      expect.objectContaining({ code: 'alert-encoding', parts: expect.objectContaining({ where: 'alert.json:2:10' }) }),
    );
  });

  it('names a character that the file ends inside of', () => {
    expect(() => decode(Buffer.from([0x7b, 0xf0, 0x9f]), 'a')).toThrow(
      expect.objectContaining({ parts: expect.objectContaining({ where: 'a:1:2' }) }),
    );
  });

  it('refuses UTF-16 that is cut in the middle of a character', () => {
    expect(() => decode(Buffer.from('\ufeff{}', 'utf16le').subarray(0, 5), 'a')).toThrow(
      expect.objectContaining({ code: 'alert-encoding' }),
    );
  });

  it('gives back any text, or a known error for any bytes', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(decode(Buffer.from(json), 'a')).toBe(json);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          expect(typeof decode(bytes, 'a')).toBe('string');
        } catch (error) {
          expect(error).toMatchObject({ code: 'alert-encoding' });
        }
      }),
    );
  });
});
