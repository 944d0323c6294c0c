import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileRef } from '../domain/file.js';

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Reference to a file of the case folder, from its bytes. */
export const fileRef = (file: string, bytes: Uint8Array): FileRef => ({
  file,
  sha256: sha256(bytes),
  bytes: bytes.length,
});

/** Reference to a file that may be larger than memory: an exported event log. `file` is its name without the folder. */
export function hashOfFile(path: string): FileRef {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(1024 * 1024);
  const descriptor = openSync(path, 'r');
  try {
    let bytes = 0;
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, read));
      bytes += read;
    }
    return { file: basename(path), sha256: hash.digest('hex'), bytes };
  } finally {
    closeSync(descriptor);
  }
}

/** Reference to a file as it lies on disk now. */
export const fileRefOnDisk = (dir: string, file: string): FileRef => fileRef(file, readFileSync(join(dir, file)));

/** SHA-256 of a file, read in pieces, since evidence can be large. */
export const hashOnDisk = (path: string): string => hashOfFile(path).sha256;
