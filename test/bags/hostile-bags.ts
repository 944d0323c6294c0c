import { formatLine, genesis } from '../../src/case/journal/line.js';
import type { JournalEntry } from '../../src/domain/journal.js';
import { rebag, type Tree } from './sample.js';

const text = (bag: Tree, path: string) => bag[path]!.toString();
const x = Buffer.from('x');
const manifests = ['manifest-sha256.txt', 'manifest-sha512.txt'] as const;
const hash = { 'manifest-sha256.txt': 'a'.repeat(64), 'manifest-sha512.txt': 'a'.repeat(128) };

const without = (bag: Tree, ...paths: string[]): Tree =>
  Object.fromEntries(Object.entries(bag).filter(([path]) => !paths.includes(path)));
/** A line more in both payload manifests, everything else made again to fit. */
const line = (path: string) => (bag: Tree) =>
  rebag(
    bag,
    Object.fromEntries(manifests.map((name) => [name, Buffer.from(`${text(bag, name)}${hash[name]}  ${path}\n`)])),
  );
const info = (from: RegExp, to: string) => (bag: Tree) =>
  rebag(bag, {}, {}) && rebag({ ...bag, 'bag-info.txt': Buffer.from(text(bag, 'bag-info.txt').replace(from, to)) });

/** A journal that verifies line by line, with what `change` makes of its first entry, and a bag made again around it. */
const journal = (change: (data: JournalEntry<'OPENED'>['data']) => unknown) => (bag: Tree) => {
  const first = JSON.parse(text(bag, 'data/journal.jsonl').split('\n')[0]!) as JournalEntry<'OPENED'>;
  const event = { type: 'OPENED', data: change(first.data) } as { type: 'OPENED'; data: typeof first.data };
  const { line, entry } = formatLine(event, 1, first.at, genesis);
  const head = text(bag, 'bag-info.txt').replace(
    /^Casefile-Journal-Head: .*$/m,
    `Casefile-Journal-Head: ${entry.hash}`,
  );
  return rebag({ ...bag, 'data/journal.jsonl': Buffer.from(line), 'bag-info.txt': Buffer.from(head) });
};

/** Bags that are not whole, or lie: name -> how they are made of a sound one. Folder and archive alike. */
export const hostileBags: { [about: string]: (bag: Tree) => Tree } = {
  'a payload file more': (bag) => ({ ...bag, 'data/x': x }),
  'a payload file less': (bag) => without(bag, 'data/alert.json'),
  'a payload file changed': (bag) => ({ ...bag, 'data/alert.json': x }),
  'a tag file more': (bag) => ({ ...bag, 'x.txt': x }),
  'a tag file changed': (bag) => ({
    ...bag,
    'bag-info.txt': Buffer.concat([bag['bag-info.txt']!, Buffer.from('X: y\n')]),
  }),
  'fetch.txt': (bag) => rebag(bag, {}, { 'fetch.txt': Buffer.from('http://198.51.100.7/x 1 data/x\n') }),
  'no declaration': (bag) => without(bag, 'bagit.txt'),
  'no bag-info.txt': (bag) => without(bag, 'bag-info.txt'),
  'no sha512 manifest, only the weaker one': (bag) => without(bag, 'manifest-sha512.txt', 'tagmanifest-sha512.txt'),
  'no tag manifests': (bag) => without(bag, 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'),
  'a tag manifest that leaves a tag file out': (bag) => ({
    ...bag,
    'tagmanifest-sha256.txt': Buffer.from(text(bag, 'tagmanifest-sha256.txt').split('\n').slice(1).join('\n')),
  }),
  'a tag manifest that names the payload': (bag) =>
    rebag(
      bag,
      {},
      { 'tagmanifest-sha256.txt': Buffer.from(`${text(bag, 'tagmanifest-sha256.txt')}${'a'.repeat(64)}  data/x\n`) },
    ),
  'a manifest that names a tag file': line('bagit.txt'),
  'a manifest that names /etc/passwd': line('/etc/passwd'),
  'a manifest that names ../x': line('../x'),
  'a manifest that names data/../../x': line('data/../../x'),
  'a manifest that names C:\\x': line('C:\\x'),
  'a manifest that names data/%2e%2e/x': line('data/%2e%2e/x'),
  'a manifest that names a file that is not there': line('data/x'),
  'a manifest that names a file again, percent-encoded': line('data/%61lert.json'),
  'a manifest with a line that is none': (bag) => rebag(bag, { 'manifest-sha256.txt': Buffer.from('x\n') }),
  'a manifest with an empty hash': (bag) =>
    rebag(bag, { 'manifest-sha256.txt': Buffer.from(text(bag, 'manifest-sha256.txt').replace(/^[0-9a-f]{64}/, '')) }),
  'an empty manifest': (bag) => rebag(bag, { 'manifest-sha256.txt': Buffer.alloc(0) }),
  'a manifest that is not UTF-8': (bag) =>
    rebag(bag, { 'manifest-sha256.txt': Buffer.concat([bag['manifest-sha256.txt']!, Buffer.from([0xff, 10])]) }),
  'another version of BagIt': (bag) =>
    rebag({ ...bag, 'bagit.txt': Buffer.from(text(bag, 'bagit.txt').replace('1.0', '0.97')) }),
  'another encoding': (bag) =>
    rebag({ ...bag, 'bagit.txt': Buffer.from(text(bag, 'bagit.txt').replace('UTF-8', 'UTF-16')) }),
  'a byte order mark': (bag) => rebag({ ...bag, 'bagit.txt': Buffer.from(`\ufeff${text(bag, 'bagit.txt')}`) }),
  'a wrong Payload-Oxum': (bag) => {
    const wrong = {
      'bag-info.txt': Buffer.from(text(bag, 'bag-info.txt').replace(/^Payload-Oxum: .*$/m, 'Payload-Oxum: 1.1')),
    };
    return rebag(bag, wrong);
  },
  'no Payload-Oxum': (bag) =>
    rebag({ ...bag, 'bag-info.txt': Buffer.from(text(bag, 'bag-info.txt').replace(/^Payload-Oxum: .*\n/m, '')) }),
  'another head in bag-info.txt': info(/^(Casefile-Journal-Head: ).*$/m, `$1${'0'.repeat(64)}`),
  'another case in bag-info.txt': info(/^(External-Identifier: ).*$/m, '$1another'),
  'a case id that leads elsewhere': info(/^(External-Identifier: ).*$/m, '$1../../x'),
  'another count of entries in bag-info.txt': info(/^(Casefile-Journal-Entries: ).*$/m, '$17'),
  'a TLP label that the journal does not have': info(/^(Casefile-Legal-Hold: .*)$/m, 'Casefile-TLP: CLEAR\n$1'),
  'another legal hold than the journal has': info(/^(Casefile-Legal-Hold: ).*$/m, '$1yes'),
  'no word on a legal hold': info(/^Casefile-Legal-Hold: .*\n/m, ''),
  'a signature that is none': (bag) => ({ ...bag, 'tagmanifest-sha512.txt.minisig': x }),
  'a payload changed, its manifests made again': (bag) => rebag({ ...bag, 'data/alert.json': x }),
  'a payload file more, its manifests made again': (bag) => rebag({ ...bag, 'data/evidence/x.txt': x }),
  'a payload file less, its manifests made again': (bag) => rebag(without(bag, 'data/alert.json')),
  'a journal changed, its manifests made again': (bag) =>
    rebag({
      ...bag,
      'data/journal.jsonl': Buffer.from(text(bag, 'data/journal.jsonl').replace('"responder":"A"', '"responder":"B"')),
    }),
  'no journal': (bag) => rebag(without(bag, 'data/journal.jsonl')),
  'a lock': (bag) => rebag({ ...bag, 'data/lock': Buffer.from('{}') }),
  'a journal that names a file outside of the case': journal((data) => ({
    ...data,
    alert: { ...data.alert, file: '../../../../../../etc/passwd' },
  })),
  'a journal that is none of casefile': journal(() => ({})),
  'a journal without a first entry': (bag) => rebag({ ...bag, 'data/journal.jsonl': Buffer.alloc(0) }),
};
