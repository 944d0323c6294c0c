import { type KnownError, verificationError } from '../errors.js';

/** Hashes of a bag's manifests: all of them are written, and all of them must be there and agree when one is opened. */
export const algorithms = ['sha256', 'sha512'] as const;
export type Algorithm = (typeof algorithms)[number];

/** Where things are in a bag (BagIt 1.0, RFC 8493); paths are relative to it, with forward slashes. */
export const bagLayout = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  /** The payload: the case folder as it is. */
  payload: 'data/',
  manifest: (algorithm: Algorithm) => `manifest-${algorithm}.txt`,
  tagManifest: (algorithm: Algorithm) => `tagmanifest-${algorithm}.txt`,
  /** What a signature is over: it names, by way of the manifests, every byte of the bag. */
  signed: 'tagmanifest-sha512.txt',
  signature: 'tagmanifest-sha512.txt.minisig',
} as const;

/** Tag files that the tag manifests name; a bag has these, the tag manifests and perhaps a signature, nothing else. */
export const taggedFiles: readonly string[] = [
  bagLayout.declaration,
  bagLayout.info,
  ...algorithms.map(bagLayout.manifest),
];

/** Largest bag that is opened, so that a small archive cannot fill a disk. What is sealed is held to the same. */
export const limits = {
  files: 10_000,
  /** Bytes of one file, and of all together. */
  fileBytes: 4 * 2 ** 30,
  totalBytes: 16 * 2 ** 30,
  /** A tag file is read into memory. */
  tagBytes: 16 * 2 ** 20,
  /** Uncompressed to compressed, for entries above `smallBytes`. Our own writer stores what deflates better than half of it. */
  ratio: 100,
  smallBytes: 64 * 2 ** 10,
  depth: 10,
  nameLength: 120,
  pathLength: 240,
} as const;

const next = 'Nothing was written. Ask the sender for the bag again, and compare its hash over another channel.';

/** The archive or folder is made so that opening it could do harm, or not the way that `casefile seal` makes one. */
export const unsafe = (where: string, what: string): KnownError =>
  verificationError('bag-unsafe', {
    what: `The bag is refused: ${what}`,
    where,
    expected: 'a bag as `casefile seal` makes it',
    next,
  });

/** The bag is incomplete or changed: files and manifests differ. */
export const invalid = (where: string, problems: readonly string[]): KnownError =>
  verificationError('bag-invalid', {
    what: `The bag doesn't verify: ${problems.slice(0, 20).join('; ')}${problems.length > 20 ? `; and ${problems.length - 20} more` : ''}`,
    where,
    expected: 'exactly the files that its manifests name',
    next,
  });
