import { extra, type RawEntry, type RawZip, rawZip } from './raw-zip.js';
import type { Tree } from './sample.js';

/** The sound entries of a bag, under its one folder. */
export const entriesOf = (bag: Tree, top = 'case'): RawEntry[] =>
  Object.entries(bag).map(([path, data]) => ({ name: `${top}/${path}`, data }));

const small = Buffer.from('x');
const symlink = (0o120777 << 16) >>> 0;

/** Names under `case/` that must not be unpacked; the rest of them is in paths.test.ts. */
const names = [
  ...['data/../../evil', '../evil', 'data/./x', 'data//x', 'data\\..\\..\\evil', 'data/C:/evil', 'data/x:stream'],
  ...[
    'data/CON',
    'data/nul.txt',
    'data/LPT\u00b9',
    'data/x.',
    'data/x ',
    'data/x\0.txt',
    'data/a\nb',
    'data/a\r\nb',
    'data/a%0ab',
  ],
  ...['data/exe.\u202etxt', 'data/e\u0301', 'data/Journal.jsonl', 'data/journal.jsonl/x', 'data/JOURNA~1.JSO'],
  ...[`data/${'x'.repeat(200)}`, `data/${'d/'.repeat(20)}x`],
];

/** A ZIP64 end that names the directory as it is, and an end that names another place: which of them counts depends on the reader. */
function twoDirectories(zip: Buffer): Buffer {
  const end = zip.length - 22;
  const big = Buffer.alloc(56 + 20);
  big.write('PK\x06\x06', 'latin1');
  big.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) big.writeBigUInt64LE(BigInt(zip.readUInt16LE(end + 10)), at);
  big.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 12)), 40);
  big.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 16)), 48);
  big.write('PK\x06\x07', 56, 'latin1');
  big.writeBigUInt64LE(BigInt(end), 64);
  big.writeUInt32LE(1, 72);
  const small = Buffer.from(zip.subarray(end));
  small.writeUInt32LE(zip.readUInt32LE(end + 16) - 1000, 16);
  return Buffer.concat([zip.subarray(0, end), big, small]);
}

/** Archives that are refused before anything is written: name -> how they are made of a sound bag. */
export const hostileArchives: { [about: string]: (bag: Tree) => Buffer } = {
  ...Object.fromEntries(
    names.map((name) => [`an entry ${JSON.stringify(name)}`, plus({ name: `case/${name}`, data: small })]),
  ),
  ...Object.fromEntries(
    [
      '/evil',
      'C:/evil',
      'C:evil',
      '\\\\server\\share\\evil',
      '//server/share/evil',
      '../evil',
      'evil',
      'other/evil',
    ].map((name) => [`an entry ${JSON.stringify(name)} beside its folder`, plus({ name, data: small })]),
  ),
  'a symbolic link': plus({ name: 'case/data/x', data: Buffer.from('/etc/passwd'), attributes: symlink }),
  'a symbolic link made by DOS attributes': plus({ name: 'case/data/x', data: small, attributes: 0x400 }),
  'a device': plus({ name: 'case/data/x', attributes: (0o020644 << 16) >>> 0 }),
  'a pipe': plus({ name: 'case/data/x', attributes: (0o010644 << 16) >>> 0 }),
  'a socket': plus({ name: 'case/data/x', attributes: (0o140644 << 16) >>> 0 }),
  'a DOS device': plus({ name: 'case/data/x', attributes: 0x40 }),
  'a volume label': plus({ name: 'case/data/x', attributes: 0x08 }),
  'a hard link by PKWARE field': plus({ name: 'case/data/x', data: small, extra: extra(0x000d, Buffer.alloc(20)) }),
  'a second name in an extra field': plus({ name: 'case/data/x', data: small, extra: extra(0x7075, Buffer.alloc(12)) }),
  'a folder that is named as a file': plus({ name: 'case/data/x', attributes: 0x10 }),
  'an entry for a folder that leads elsewhere': plus({ name: 'case/data/../../evil/', attributes: 0x10 }),
  'an entry for a folder in another case': plus({ name: 'case/Data/', attributes: 0x10 }),
  'a folder with content': plus({ name: 'case/data/x/', data: small, attributes: 0x10 }),
  'a folder beside a file of its name': plus({ name: 'case/data/journal.jsonl/', attributes: 0x10 }),
  'two directories, one of them behind a ZIP64 end': (bag) => twoDirectories(rawZip(entriesOf(bag))),
  'the same entry twice': (bag) => rawZip([...entriesOf(bag), entriesOf(bag)[0]!]),
  'an encrypted entry': plus({ name: 'case/data/x', data: small, flags: 0x0801 }),
  'a strongly encrypted entry': plus({ name: 'case/data/x', data: small, flags: 0x0841 }),
  'masked headers': plus({ name: 'case/data/x', data: small, flags: 0x2800 }),
  'patch data': plus({ name: 'case/data/x', data: small, flags: 0x0820 }),
  'a compression method that is none of ours': plus({ name: 'case/data/x', data: small, method: 12 }),
  'a bomb: 64 MiB of zeros': plus({ name: 'case/data/x', data: Buffer.alloc(2 ** 26) }),
  'a bomb that declares one byte': plus({
    name: 'case/data/x',
    data: Buffer.alloc(2 ** 20),
    declaredSize: 1,
    flags: 0x0808,
  }),
  'an entry that declares more than it holds': plus({
    name: 'case/data/x',
    data: Buffer.alloc(100),
    declaredSize: 200,
    flags: 0x0808,
  }),
  'an entry that declares 4 GiB': plus({
    name: 'case/data/x',
    data: Buffer.alloc(100),
    declaredSize: 0xfffffffe,
    flags: 0x0808,
  }),
  'too many entries': (bag) =>
    rawZip([...entriesOf(bag), ...Array.from({ length: 10_001 }, (_, n) => ({ name: `case/data/${n}`, data: small }))]),
  'a count of entries that is not so': made({ count: 0xfffe }),
  'two entries on the same bytes': plus({ name: 'case/data/x', data: small, offset: 0 }),
  'an entry inside of another': (bag) => {
    const inner = rawZip([{ name: 'case/data/inner', data: small }]);
    const entries: RawEntry[] = [{ name: 'case/data/outer', data: inner, method: 0 }];
    return rawZip([
      ...entries,
      { name: 'case/data/inner', data: small, offset: 30 + 'case/data/outer'.length },
      ...entriesOf(bag),
    ]);
  },
  'two names for one entry': plus({ name: 'case/data/x', localName: 'case/data/y', data: small }),
  'a name in a code page': plus({ name: Buffer.from('case/data/\x81', 'latin1'), data: small, flags: 0 }),
  'a name that is not UTF-8': plus({ name: Buffer.from('case/data/\xff', 'latin1'), data: small }),
  'bytes before its first entry': made({ prefix: Buffer.from('#!/bin/sh\n') }),
  'bytes between entries': plus({ name: 'case/data/x', data: small, gap: Buffer.from('hidden') }),
  'bytes behind its end': made({ suffix: Buffer.from('hidden') }),
  'a comment': made({ comment: 'PK\x05\x06 and more' }),
  'two folders': (bag) => rawZip([...entriesOf(bag), ...entriesOf(bag, 'other')]),
  'no folder': (bag) => rawZip(entriesOf(bag).map((entry) => ({ ...entry, name: (entry.name as string).slice(5) }))),
  nothing: () => rawZip([]),
  'half of itself': (bag) => rawZip(entriesOf(bag)).subarray(0, 2000),
  'no archive': () => Buffer.from('not an archive'),
  'no bytes': () => Buffer.alloc(0),
};

function plus(...more: RawEntry[]): (bag: Tree) => Buffer {
  return (bag) => rawZip([...entriesOf(bag), ...more]);
}

function made(how: RawZip): (bag: Tree) => Buffer {
  return (bag) => rawZip(entriesOf(bag), how);
}
