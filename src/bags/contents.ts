import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError, usageError } from '../errors.js';
import { checkFiles } from './check-files.js';
import { type BagInfo, declaration, formatInfo, labels, oxum } from './info.js';
import { algorithms, bagLayout, unsafe } from './layout.js';
import { type Digests, digest, formatManifest } from './manifest.js';
import { until } from './types.js';

/** The parts of a bag: payload files, which are in the case folder, and the tag files about them. */
export interface Contents {
  /** Path in the bag -> path on disk. */
  payload: ReadonlyMap<string, { file: string; digests: Digests }>;
  tags: ReadonlyMap<string, Buffer>;
}

function addFiles(dir: string, under: string, files: string[]): void {
  for (const name of readdirSync(join(dir, under))) {
    const path = under === '' ? name : `${under}/${name}`;
    const stat = lstatSync(join(dir, path));
    if (stat.isDirectory()) addFiles(dir, path, files);
    else if (stat.isFile()) files.push(path);
    else throw unsafe(join(dir, path), `${JSON.stringify(path)} is a link or a special file`);
  }
}

/** What would be refused when the bag is opened is refused now, in words about the case. */
function portable(dir: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    throw usageError('case-not-portable', {
      what: error.parts.what.replace('The bag is refused', 'The case cannot be sealed'),
      where: dir,
      expected: 'plain files with names and sizes that every system accepts',
      next: "The journal names these files, so they can't be renamed. Keep this case in an archive of your own.",
    });
  }
}

/**
 * Reads a case folder once and computes what its bag holds; writes nothing.
 * @param left paths of the case folder that aren't part of the case.
 * @param info what `bag-info.txt` says, apart from the payload's size.
 * @throws KnownError exit 2 when a file of the case could not be in a bag that is opened again.
 */
export async function contentsOf(
  dir: string,
  { left, info, signal }: { left: readonly string[]; info: BagInfo; signal: AbortSignal },
): Promise<Contents> {
  const files: string[] = [];
  portable(dir, () => addFiles(dir, '', files));
  const payload = new Map<string, { file: string; digests: Digests }>();
  for (const path of files.sort())
    if (!left.includes(path)) {
      const file = join(dir, ...path.split('/'));
      payload.set(`${bagLayout.payload}${path}`, {
        file,
        digests: await digest(until(signal, createReadStream(file))),
      });
    }
  const digests = new Map([...payload].map(([path, { digests }]) => [path, digests]));
  portable(dir, () => checkFiles(dir, new Map([...digests].map(([path, { bytes }]) => [path, bytes]))));

  const tags = new Map([
    [bagLayout.declaration, Buffer.from(declaration)],
    [bagLayout.info, Buffer.from(formatInfo(new Map([...info, [labels.oxum, oxum(digests.values())]])))],
    ...algorithms.map((name) => [bagLayout.manifest(name), Buffer.from(formatManifest(digests, name))] as const),
  ]);
  const tagged = new Map<string, Digests>();
  for (const [path, bytes] of tags) tagged.set(path, await digest([bytes]));
  for (const name of algorithms) tags.set(bagLayout.tagManifest(name), Buffer.from(formatManifest(tagged, name)));
  return { payload, tags };
}
