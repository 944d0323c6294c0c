import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rawZip } from '../../bags/raw-zip.js';
import { newFolder } from '../../helpers/casefile.js';

/** Something that is put where a file is expected. */
export type Payload = (path: string) => void;

const holds =
  (make: () => string | Buffer): Payload =>
  (path) =>
    writeFileSync(path, make());

const hugeSize = 300 * 1024 * 1024;
let hugeLine: string | null = null;

/** One line of 300 MB, written once for all who are given it. */
function aHugeLine(): string {
  if (hugeLine === null) {
    hugeLine = join(newFolder(), 'huge');
    writeFileSync(hugeLine, Buffer.alloc(hugeSize, '['));
  }
  return hugeLine;
}

/** What is no file, or has no end or no measure: for every door. */
export const everywhere: { [name: string]: Payload } = {
  'a pipe that nobody writes': (path) => execFileSync('mkfifo', [path]),
  '/dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a folder': (path) => mkdirSync(path),
  'nothing in it': holds(() => ''),
  '300 MB of zero bytes': (path) => {
    writeFileSync(path, '');
    truncateSync(path, hugeSize);
  },
  'one line of 300 MB': (path) => symlinkSync(aHugeLine(), path),
  "bytes that aren't UTF-8": holds(() => Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0xff, 0xfe, 0x80, 0x22, 0x7d])),
  'UTF-16 without a mark': holds(() => Buffer.from('{"a": 1}\n', 'utf16le')),
};

/** For doors that read JSON. Below the limits of size, so that it is the parser who meets them. */
export const jsonBombs: { [name: string]: Payload } = {
  '[ 100,000 times': holds(() => '['.repeat(100_000)),
  'objects 1,000,000 deep': holds(() => `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`),
  '1,000,000 keys': holds(() => `{${Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":${n % 10}`).join(',')}}`),
  'a number of 1,000,000 digits': holds(() => `{"a":${'9'.repeat(1_000_000)}, "b": 1e999999999}`),
  'a text of 15 MB': holds(() => `{"a":"${'SharedAccessKey= '.repeat(900_000)}"}`),
  '4,000,000 tags': holds(() => JSON.stringify({ tags: 'a,'.repeat(4_000_000) })),
};

/** For doors that read YAML, of at most 1 MiB. */
export const yamlBombs: { [name: string]: Payload } = {
  'a billion laughs': holds(
    () =>
      `a: &a [lol, lol, lol]\n${[...'bcdefghijklmnop']
        .map(
          (name, n) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${[...'abcdefghijklmno'][n]}`)
              .join(', ')}]`,
        )
        .join('\n')}\n`,
  ),
  '400,000 lines': holds(() => '-\n'.repeat(400_000)),
  '60,000 keys': holds(() => Array.from({ length: 60_000 }, (_, n) => `k${n}: ${n % 10}\n`).join('')),
  '60,000 keys twice': holds(() =>
    `${Array.from({ length: 60_000 }, (_, n) => `k${n}: 1\n`).join('')}`.repeat(2).slice(0, 1_048_000),
  ),
  '[ 100,000 times': holds(() => '['.repeat(100_000)),
  'a flow list of 300,000': holds(() => `[${'1,'.repeat(300_000)}1]`),
  '100,000 aliases': holds(() => `a: &a 1\nb:\n${'- *a\n'.repeat(100_000)}`),
  'a number of 1,000,000 digits': holds(() => `a: ${'9'.repeat(1_000_000)}\n`),
  'a text of 1 MB': holds(() => `a: "${'x'.repeat(1_000_000)}"\n`),
};

/** For doors that open an archive. */
export const zipBombs: { [name: string]: Payload } = {
  'a zip of 300 MB of zero bytes': holds(() =>
    rawZip([
      { name: 'case/bagit.txt', data: Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
      { name: 'case/data/journal.jsonl', data: Buffer.alloc(hugeSize) },
    ]),
  ),
  'a zip of 60,000 entries': holds(() =>
    rawZip(Array.from({ length: 60_000 }, (_, n) => ({ name: `case/data/${n}`, data: Buffer.alloc(0) }))),
  ),
};
