import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { JournalWriter } from '../../src/case/journal/journal.js';
import { checkBag } from '../../src/casework/open-bag.js';
import { sealCase } from '../../src/commands/seal/run.js';
import { unsealBag } from '../../src/commands/unseal/run.js';
import { KnownError } from '../../src/errors.js';
import { newFolder } from '../helpers/casefile.js';
import { entriesOf, hostileArchives } from './hostile-archives.js';
import { hostileBags } from './hostile-bags.js';
import { extra, rawZip } from './raw-zip.js';
import { newCase, rebag, type Tree, treeOf, writeTree } from './sample.js';

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const never = new AbortController().signal;
let sound: Tree;
let soundZip: Buffer;
beforeAll(async () => {
  const options = { caseDir: newFolder() };
  const dir = newCase();
  sound = treeOf((await sealCase(dir, options, never)).bag);
  soundZip = readFileSync((await sealCase(dir, { ...options, zip: true }, never)).bag);
});

/** Everything below a folder, links and pipes included. */
const listing = (dir: string): string[] => readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();

/** Unseals a bag in a folder of its own: it must be refused with exit 5, and nothing may be written, there or outside. */
async function refused(make: (sandbox: string) => string): Promise<KnownError> {
  const outside = newFolder();
  const sandbox = join(outside, 'sandbox');
  mkdirSync(sandbox);
  const bag = make(sandbox);
  const before = listing(outside);
  let refusal: unknown;
  await unsealBag(bag, join(sandbox, 'out'), { caseDir: sandbox }, never).catch((error: unknown) => {
    refusal = error;
  });
  expect(refusal).toBeInstanceOf(KnownError);
  expect(refusal).toMatchObject({ exit: 5 });
  expect(listing(outside)).toEqual(before);
  return refusal as KnownError;
}

const asZip = (bytes: Buffer) => (sandbox: string) => {
  writeFileSync(join(sandbox, 'bag.zip'), bytes);
  return join(sandbox, 'bag.zip');
};
const asFolder = (tree: Tree) => (sandbox: string) => writeTree(join(sandbox, 'bag'), tree);

describe('the bags that hostile ones are made of', () => {
  it('are taken', async () => {
    const dir = newFolder();
    await unsealBag(asFolder(rebag(sound))(dir), join(dir, 'a'), { caseDir: dir }, never);
    await unsealBag(asZip(rawZip(entriesOf(rebag(sound))))(dir), join(dir, 'b'), { caseDir: dir }, never);
    expect(treeOf(join(dir, 'a'))).toEqual(treeOf(join(dir, 'b')));
  });
});

describe('an archive that somebody made of a bag with another program', () => {
  const folder = (name: string) => ({ name, attributes: ((0o040755 << 16) | 0x10) >>> 0, method: 0 });
  const entries = () =>
    entriesOf(sound).map((entry) => ({ ...entry, extra: extra(0x5455, Buffer.alloc(5)), attributes: 0x20 }));
  const taken = async (bytes: Buffer) => {
    const dir = newFolder();
    await unsealBag(asZip(bytes)(dir), join(dir, 'out'), { caseDir: dir }, never);
    for (const [path, text] of Object.entries(treeOf(join(dir, 'out'))))
      expect(text.equals(sound[`data/${path}`]!)).toBe(true);
  };

  it('is taken with entries for folders, times and DOS attributes', () =>
    taken(rawZip([...['case/', 'case/data/', 'case/data/playbook/', 'case/data/empty/'].map(folder), ...entries()])));

  it('is taken with its entries in another order, stored', () =>
    taken(
      rawZip(
        entries()
          .reverse()
          .map((entry) => ({ ...entry, method: 0 })),
      ),
    ));

  it('is taken with ZIP64 records', async () => {
    const zip = new ZipFile();
    for (const [path, bytes] of Object.entries(sound)) zip.addBuffer(bytes, `case/${path}`, { forceZip64Format: true });
    zip.end({ forceZip64Format: true, comment: '' });
    await taken(await buffer(zip.outputStream));
  });
});

describe('an archive with', () => {
  it.each(Object.keys(hostileArchives))('%s is refused, and nothing is written', async (about) => {
    const error = await refused(asZip(hostileArchives[about]!(sound)));
    expect(error.code).toBe('bag-unsafe');
  });

  it('a harmless entry more is refused for another reason, so the ones above are seen for what they are', async () => {
    const more = rawZip([...entriesOf(sound), { name: 'case/data/x', data: Buffer.from('x') }]);
    expect((await refused(asZip(more))).code).toBe('bag-invalid');
  });

  it('one byte changed anywhere is refused, or gives the same case', async () => {
    const names = Object.keys(sound).sort();
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(soundZip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(soundZip);
        changed[at]! ^= mask;
        try {
          const { files, bag } = await checkBag(asZip(changed)(newFolder()), undefined, never);
          files.close();
          for (const [path, { sha256 }] of bag.payload) expect(sha256).toBe(hashOf(sound[`data/${path}`]!));
          expect([...files.sizes.keys()].sort()).toEqual(names);
        } catch (error) {
          expect(error).toMatchObject({ exit: 5 });
          refusals += 1;
        }
      }),
    );
    expect(refusals).toBeGreaterThan(50);
  });

  it('its end missing is refused, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(soundZip.length - 1), async (length) => {
        await expect(
          checkBag(asZip(soundZip.subarray(0, length))(newFolder()), undefined, never),
        ).rejects.toMatchObject({
          exit: 5,
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a bag with', () => {
  it.each(Object.keys(hostileBags))('%s is refused as a folder and as an archive', async (about) => {
    const tree = hostileBags[about]!(sound);
    // Without its declaration a folder is no bag at all.
    if (tree['bagit.txt']) await refused(asFolder(tree));
    await refused(asZip(rawZip(entriesOf(tree))));
  });

  it('a path that only some systems take is refused as a folder', async () => {
    for (const path of [
      'data/CON',
      'data/a\\b',
      'data/x.',
      'data/a\nb',
      'data/Journal.jsonl',
      'data/a:b',
      'data/a%0ab',
    ]) {
      const error = await refused(asFolder(rebag({ ...sound, [path]: Buffer.from('x') })));
      expect(error.code).toBe('bag-unsafe');
    }
  });
});

describe.skipIf(process.platform === 'win32')('a bag that is a folder with', () => {
  const links: { [about: string]: (bag: string, outside: string) => void } = {
    'a symbolic link to a file': (bag, outside) => symlinkSync(outside, join(bag, 'data/x')),
    'a symbolic link to nothing': (bag) => symlinkSync('/nowhere', join(bag, 'data/x')),
    'a symbolic link in the place of a payload file': (bag) => {
      renameSync(join(bag, 'data/alert.json'), `${bag}.moved`);
      symlinkSync(`${bag}.moved`, join(bag, 'data/alert.json'));
    },
    'a symbolic link in the place of its payload': (bag) => {
      renameSync(join(bag, 'data'), `${bag}.moved`);
      symlinkSync(`${bag}.moved`, join(bag, 'data'));
    },
    'a hard link': (bag, outside) => linkSync(outside, join(bag, 'data/x')),
    'a pipe': (bag) => {
      execFileSync('mkfifo', [join(bag, 'data/x')]);
    },
  };

  it.each(Object.keys(links))('%s is refused', async (about) => {
    const error = await refused((sandbox) => {
      const outside = join(sandbox, 'outside');
      writeFileSync(outside, 'x');
      const bag = asFolder(sound)(sandbox);
      links[about]!(bag, outside);
      return bag;
    });
    expect(error.code).toBe('bag-unsafe');
  });
});

describe('work that is stopped', () => {
  it('leaves nothing behind, neither a bag nor a case', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    const dir = newFolder();
    const bag = asFolder(sound)(dir);
    const before = listing(dir);
    await expect(sealCase(newCase(), { caseDir: dir, output: join(dir, 'sealed') }, stopped)).rejects.toThrow(
      'stopped',
    );
    await expect(unsealBag(bag, join(dir, 'out'), { caseDir: dir }, stopped)).rejects.toThrow('stopped');
    expect(listing(dir)).toEqual(before);
  });
});

describe('a case that is worked on while it is sealed', () => {
  it('is not sealed, although its lock is gone again: exit 6', async () => {
    const dir = newCase();
    const target = newFolder();
    const sealing = sealCase(dir, { caseDir: target, output: join(target, 'bag') }, never); // It has verified the case by now.
    const journal = JournalWriter.resume(join(dir, 'journal.jsonl'), () => new Date());
    journal.append({ type: 'INTERRUPTED', data: { signal: 'SIGINT', during: 'nothing' } });
    journal.close();
    await expect(sealing).rejects.toMatchObject({ exit: 6, code: 'case-changed' });
    expect(listing(target)).toEqual([]);
  });
});

describe('unseal', () => {
  it('writes over nothing', async () => {
    const dir = newFolder();
    const bag = asFolder(sound)(dir);
    mkdirSync(join(dir, 'out'));
    await expect(unsealBag(bag, join(dir, 'out'), { caseDir: dir }, never)).rejects.toMatchObject({
      exit: 2,
      code: 'target-exists',
    });
    expect(readdirSync(join(dir, 'out'))).toEqual([]);
  });

  it('of what is no bag is exit 2', async () => {
    const dir = newFolder();
    await expect(unsealBag(dir, undefined, { caseDir: dir }, never)).rejects.toMatchObject({
      exit: 2,
      code: 'bag-not-found',
    });
    await expect(unsealBag(join(dir, 'x'), undefined, { caseDir: dir }, never)).rejects.toMatchObject({ exit: 2 });
  });

  it('of a bag that must be signed and is not is exit 5', async () => {
    const dir = newFolder();
    const publicKey = 'RWTj4HhmMhbXGyzD++saf5DY+MfbBUxHvdfxrD0/1FnAaMNzQpz8rdwH';
    await expect(unsealBag(asFolder(sound)(dir), join(dir, 'out'), { caseDir: dir, publicKey }, never)).rejects.toThrow(
      'not signed',
    );
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });
});
