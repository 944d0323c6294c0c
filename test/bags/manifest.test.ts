import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInfo, labels, oxum, parseInfo } from '../../src/bags/info.js';
import { digest, formatManifest, parseManifest } from '../../src/bags/manifest.js';
import { pathProblem } from '../../src/bags/paths.js';

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => pathProblem(text) === null);

describe('a manifest', () => {
  it('that was written is read again, with any names', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 8 }),
        fc.constantFrom('sha256', 'sha512'),
        async (names, algorithm) => {
          const files = new Map(
            await Promise.all(names.map(async (path) => [`data/${path}`, await digest([Buffer.from(path)])] as const)),
          );
          const read = parseManifest(formatManifest(files, algorithm), algorithm);
          expect(read).toEqual(new Map([...files].map(([path, digests]) => [path, digests[algorithm]])));
        },
      ),
    );
  });

  it('of any text is read or refused, and never gives a path that it does not spell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const read = parseManifest(text, 'sha256');
        if (read instanceof Map) for (const path of read.keys()) expect(text).toContain(path);
      }),
    );
  });

  it.each([
    ['a short hash', 'abcd  data/x\n'],
    ['no hash', '  data/x\n'],
    ['no path', `${'a'.repeat(64)}  \n`],
    ['a path twice', `${'a'.repeat(64)}  data/x\n${'b'.repeat(64)}  data/x\n`],
    ['an empty line', `${'a'.repeat(64)}  data/x\n\n`],
    ['no last line end', `${'a'.repeat(64)}  data/x`],
    ['a bare carriage return', `${'a'.repeat(64)}  data/x\rdata/y\n`],
    ['the hash of another algorithm', `${'a'.repeat(128)}  data/x\n`],
  ])('with %s is refused', (_, text) => {
    expect(parseManifest(text, 'sha256')).toHaveProperty('problem');
  });

  it('hashes as node does', async () => {
    const bytes = Buffer.from('case');
    const { sha256, sha512, bytes: size } = await digest([bytes.subarray(0, 1), bytes.subarray(1)]);
    const by = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
    expect({ sha256, sha512, size }).toEqual({ sha256: by('sha256'), sha512: by('sha512'), size: 4 });
  });
});

describe('bag-info.txt', () => {
  it('has one label per line, with any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const read = parseInfo(
          formatInfo(
            new Map([
              [labels.caseRef, `x${value}`],
              [labels.head, 'h'],
            ]),
          ),
        );
        expect([...read!.keys()]).toEqual([labels.caseRef, labels.head]);
        expect(read!.get(labels.head)).toBe('h');
      }),
    );
  });

  it('is refused with a label twice or an invalid line', () => {
    expect([parseInfo('A: 1\nA: 2\n'), parseInfo('A: 1\n folded\n'), parseInfo('A: 1')]).toEqual([null, null, null]);
  });

  it('counts bytes and files', () => {
    expect(oxum([{ bytes: 3 }, { bytes: 0 }, { bytes: 39 }])).toBe('42.3');
  });
});
