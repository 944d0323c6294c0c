import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
