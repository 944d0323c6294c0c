import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { cutLines } from '../../src/domain/lines.js';
import { gatherAtMost, pieces, readAtMost, streamOf, Unreadable } from '../../src/files/ordinary.js';
import { newFolder } from '../helpers/casefile.js';

const reasonOf = (act: () => unknown): string => {
  try {
    act();
    return 'read';
  } catch (error) {
    return error instanceof Unreadable ? error.message : `another error: ${error}`;
  }
};

const file = (bytes: number): string => {
  const path = join(newFolder(), 'file');
  writeFileSync(path, Buffer.alloc(bytes, 'x'));
  return path;
};

describe('a file that anybody named', () => {
  it.each([0, 1, 65_536, 300_000])('is read completely: %i bytes', (bytes) => {
    expect(readAtMost(file(bytes), 300_000)).toEqual(Buffer.alloc(bytes, 'x'));
  });

  it('is not read beyond the limit', () => {
    expect(reasonOf(() => readAtMost(file(11), 10))).toBe('it has 11 bytes or more, at most 10 are read');
  });

  it('keeps the code of the system that refused it', () => {
    expect(reasonOf(() => readAtMost('/nowhere/at/all', 10))).toBe('ENOENT');
  });

  it.runIf(process.platform !== 'win32')('isn’t a pipe, a device or a folder, and reading doesn’t wait for one', () => {
    const folder = newFolder();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zero'));
    mkdirSync(join(folder, 'folder'));
    for (const read of [(path: string) => readAtMost(path, 10), (path: string) => [...pieces(path)], streamOf]) {
      expect(reasonOf(() => read(join(folder, 'pipe')))).toMatch(/^it is a pipe or a device/);
      expect(reasonOf(() => read(join(folder, 'zero')))).toMatch(/^it is a pipe or a device/);
      expect(reasonOf(() => read(join(folder, 'folder')))).toBe('it is a folder');
    }
  });

  it.runIf(process.platform === 'linux')('may be larger than its size says', () => {
    expect(readAtMost('/proc/self/status', 1_000_000).toString()).toContain('VmRSS');
    expect(reasonOf(() => readAtMost('/proc/self/status', 100))).toMatch(/at most 100 are read$/);
  });

  it('as standard input is left when the limit is reached', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1000);
      })(),
    );
    await expect(gatherAtMost(endless, 5_000)).rejects.toThrow('at most 5000 are read');
    expect(await gatherAtMost(Readable.from([Buffer.from('a'), Buffer.from('b')]), 2)).toEqual(Buffer.from('ab'));
  });

  it.each([0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 2 ** 21 + 61, 5 * 2 ** 20])(
    'is cut into its own lines: %i bytes',
    (bytes) => {
      // 61 bytes a line, so that a border of the reader's buffer falls on every place of a line.
      const line = (number: number) => `${String(number).padStart(60, '.')}\n`;
      const text = Array.from({ length: Math.ceil(bytes / 61) }, (_, number) => line(number)).join('');
      const shifts = bytes > 2 ** 22 ? 1 : 61;
      const path = join(newFolder(), 'lines');
      for (let shift = 0; shift < shifts; shift += 6) {
        const content = Buffer.from(`${'-'.repeat(shift)}\n${text}`).subarray(0, bytes);
        writeFileSync(path, content);
        const cutter = cutLines(1000);
        const lines: (Buffer | null)[] = [];
        for (const piece of pieces(path)) lines.push(...cutter.push(piece));
        lines.push(...cutter.end());
        const joined = lines.map((each) => each!.toString('latin1')).join('\n');
        expect(joined === content.toString('latin1').replace(/\n$/, ''), `shift ${shift}`).toBe(true);
      }
    },
  );
});
