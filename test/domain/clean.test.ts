import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/domain/clean.js';

const anyText = fc.string({
  unit: fc.oneof(
    fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom('\x1b', '\u009b', '\u202e', '\u200b', '\ud800', '\u{e0041}', '\r\n', '\n'),
  ),
});

describe('clean', () => {
  it('shows C0 and DEL as control pictures', () => {
    expect(clean('\x1b[2J\x00\x07\t\r\n\x7f')).toBe('␛[2J␀␇␉␍␊␡');
  });

  it('names C1, bidi, zero-width, tag and separator characters', () => {
    expect(clean('\u009b31m')).toBe('<U+009B>31m');
    expect(clean('a\u202etxt.exe\u2066\u200f\u061c')).toBe('a<U+202E>txt.exe<U+2066><U+200F><U+061C>');
    expect(clean('\u200b\u200d\ufeff\u00ad\u2060\u2028')).toBe('<U+200B><U+200D><U+FEFF><U+00AD><U+2060><U+2028>');
    expect(clean('\u{e0041}\u{e007f}')).toBe('<U+E0041><U+E007F>');
  });

  it('replaces lone surrogates and keeps pairs', () => {
    expect(clean('\ud800x\udc00 🔑')).toBe('\ufffdx\ufffd 🔑');
  });

  it('keeps line breaks only when asked to', () => {
    expect(clean('a\nb')).toBe('a␊b');
    expect(clean('a\r\nb\rc\n', { newlines: true })).toBe('a\nb␍c\n');
  });

  it('leaves ordinary text of any script alone', () => {
    const text = 'Größe — 管理者 Админ مدير "C:\\Program Files" <b> ✔';
    expect(clean(text)).toBe(text);
  });

  it('never lets a control, format or ignorable character or a lone surrogate through', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(clean(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(clean(text, { newlines: true }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
  });

  it('changes nothing when it runs again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(clean(clean(text))).toBe(clean(text));
      }),
    );
  });
});
