import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { FileRef } from '../domain/file.js';
import { verificationError } from '../errors.js';
import { sha256 } from './hash.js';
import { inCase } from './layout.js';

const differs = (dir: string, { file, sha256: expected }: FileRef, found: string) =>
  verificationError('file-changed', {
    what: `A file of the case is not the one that the journal names`,
    where: inCase(dir, file),
    expected: `sha256 ${expected}, found ${found}`,
    next: 'Keep the folder as it is. `casefile verify` lists everything that differs.',
  });

function readOrNull(dir: string, { file }: FileRef): Buffer | null {
  try {
    return readFileSync(inCase(dir, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Reads a file that the journal names. What was journaled is what is read, or nothing is: a verdict or a report must
 * not rest on a file that was changed since.
 * @throws KnownError exit 5 when it differs or is missing.
 */
export function readSealed(dir: string, ref: FileRef): Buffer {
  const bytes = readOrNull(dir, ref);
  if (!bytes) throw differs(dir, ref, 'no file');
  const found = sha256(bytes);
  if (found !== ref.sha256) throw differs(dir, ref, found);
  return bytes;
}

/** The same check for a file that is streamed, since evidence can be large. */
export function checkSealed(dir: string, ref: FileRef): void {
  const hash = createHash('sha256');
  let fd: number;
  try {
    fd = openSync(inCase(dir, ref.file), 'r');
  } catch {
    throw differs(dir, ref, 'no file');
  }
  try {
    const chunk = Buffer.alloc(1 << 16);
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(fd);
  }
  const found = hash.digest('hex');
  if (found !== ref.sha256) throw differs(dir, ref, found);
}
