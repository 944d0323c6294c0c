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

  it('takes the carriage return of Windows off', () => {
    expect(cut([Buffer.from('a\r\nb\r'), Buffer.from('\n')])).toEqual(['a', 'b']);
  });

  it('gives a last line without line break', () => {
    expect(cut([Buffer.from('a\nb')])).toEqual(['a', 'b']);
  });

  it('drops a line over the limit and goes on behind it', () => {
    expect(cut([Buffer.from(`${'x'.repeat(60)}`), Buffer.from(`${'x'.repeat(60)}\nok\n`)])).toEqual([null, 'ok']);
  });
});
