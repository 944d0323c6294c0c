import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../domain/file.js';

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Reference to a file of the case folder, from its bytes. */
export const fileRef = (file: string, bytes: Uint8Array): FileRef => ({
  file,
  sha256: sha256(bytes),
  bytes: bytes.length,
});

/** Reference to a file as it lies on disk now. */
export const fileRefOnDisk = (dir: string, file: string): FileRef => fileRef(file, readFileSync(join(dir, file)));

/** SHA-256 of a file, read in pieces, since evidence can be large. */
export function hashOnDisk(path: string): string {
  const hash = createHash('sha256');
  const fd = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(1 << 16);
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}
