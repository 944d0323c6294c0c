import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { FileRef } from '../domain/file.js';
import { pieces } from './ordinary.js';

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Reference to a file of the case folder, from its bytes. */
export const fileRef = (file: string, bytes: Uint8Array): FileRef => ({
  file,
  sha256: sha256(bytes),
  bytes: bytes.length,
});

/**
 * Reference to a file that may be larger than memory: an exported event log. `file` is its name without the folder.
 * @throws Unreadable when it is missing or isn't an ordinary file.
 */
export function hashOfFile(path: string): FileRef {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of pieces(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { file: basename(path), sha256: hash.digest('hex'), bytes };
}

/** Reference to a file as it is on disk now. */
export const fileRefOnDisk = (dir: string, file: string): FileRef => ({ ...hashOfFile(join(dir, file)), file });

/** SHA-256 of a file, read in pieces, because evidence can be large. */
export const hashOnDisk = (path: string): string => hashOfFile(path).sha256;
