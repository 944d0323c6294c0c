import { createHash } from 'node:crypto';
import { type Algorithm, algorithms } from './layout.js';

/** Hashes of one file, in lower-case hex, and its size. */
export type Digests = Record<Algorithm, string> & { bytes: number };

/** Hashes bytes as they stream by. */
export async function digest(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Digests> {
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  let bytes = 0;
  for await (const chunk of chunks) {
    for (const hash of hashes) hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hashes[0]!.digest('hex'), sha512: hashes[1]!.digest('hex'), bytes };
}

/** A manifest: one line `hash  path` a file, in order of the paths, as `sha256sum -c` reads it. */
export const formatManifest = (files: ReadonlyMap<string, Digests>, algorithm: Algorithm): string =>
  [...files.keys()]
    .sort()
    .map((path) => `${files.get(path)![algorithm]}  ${path}\n`)
    .join('');

const digits: Record<Algorithm, number> = { sha256: 64, sha512: 128 };

/** Path -> hash, or what is wrong with the first invalid line. */
export function parseManifest(text: string, algorithm: Algorithm): Map<string, string> | { problem: string } {
  const files = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== '') return { problem: 'its last line has no end' };
  for (const [index, line] of lines.entries()) {
    const match = /^([0-9a-fA-F]+)[ \t]+\*?(\S[^\r\n]*)$/.exec(line);
    const [, hash = '', path = ''] = match ?? [];
    if (hash.length !== digits[algorithm]) return { problem: `line ${index + 1} is not a ${algorithm} and a path` };
    if (files.has(path)) return { problem: `line ${index + 1} names ${path} again` };
    files.set(path, hash.toLowerCase());
  }
  return files;
}
