import { readFileSync } from 'node:fs';
import type { FileRef } from '../domain/file.js';
import { verificationError } from '../errors.js';
import { hashOnDisk, sha256 } from './hash.js';
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

/** The same check for a file that is streamed. */
export function checkSealed(dir: string, ref: FileRef): void {
  let found: string;
  try {
    found = hashOnDisk(inCase(dir, ref.file));
  } catch {
    throw differs(dir, ref, 'no file that can be read');
  }
  if (found !== ref.sha256) throw differs(dir, ref, found);
}
