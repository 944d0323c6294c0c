import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLines } from '../../src/domain/lines.js';

const cut = (chunks: Buffer[], limit = 100) => {
  const cutter = cutLines(limit);
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), ...cutter.end()].map((line) => line?.toString() ?? null);
};

describe('cutLines', () => {
  it('gives the same lines however the bytes are cut into chunks', () => {
    const text = fc.array(fc.stringMatching(/^[a-zé€]{0,20}$/), { maxLength: 10 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(30)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const size of cuts) {
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        chunks.push(bytes.subarray(at));
        expect(cut(chunks)).toEqual(lines);
      }),
    );
  });

  it('keeps no view of a buffer that the reader fills again', () => {
    const chunkSizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 30 }),
        chunkSizes,
        (texts, sizes) => {
          const lines = texts.map((text) => text.replace(/[\r\n]/g, ''));
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const buffer = Buffer.alloc(64);
          const cutter = cutLines(1000);
          const found: (Buffer | null)[] = [];
          for (let at = 0, n = 0; at < bytes.length; n += 1) {
            const length = bytes.copy(buffer, 0, at, at + sizes[n % sizes.length]!);
            found.push(...cutter.push(buffer.subarray(0, length)));
            buffer.fill('#');
            at += length;
          }
          expect([...found, ...cutter.end()].map(String)).toEqual(lines);
        },
      ),
    );
  });

  it('takes the carriage return of Windows off', () => {
    expect(cut([Buffer.from('a\r\nb\r'), Buffer.from('\n')])).toEqual(['a', 'b']);
  });

  it('gives a last line without line break', () => {
    expect(cut([Buffer.from('a\nb')])).toEqual(['a', 'b']);
  });

  it('drops a line over the limit and continues after it', () => {
    expect(cut([Buffer.from(`${'x'.repeat(60)}`), Buffer.from(`${'x'.repeat(60)}\nok\n`)])).toEqual([null, 'ok']);
  });
});
