import type { FileRef } from '../domain/file.js';
import { verificationError } from '../errors.js';
import { hashOnDisk, sha256 } from '../files/hash.js';
import { readAtMost } from '../files/ordinary.js';
import { guardReading, isAbsent } from './disk/guard.js';
import { inCase } from './layout.js';

const differs = (dir: string, { file, sha256: expected }: FileRef, found: string) =>
  verificationError('file-changed', {
    what: `A file of the case isn't the one that the journal names`,
    where: inCase(dir, file),
    expected: `sha256 ${expected}, found ${found}`,
    next: 'Keep the folder as it is. `casefile verify` lists everything that differs.',
  });

/** Null when there is no such file. @throws KnownError exit 7 when it can't be read. */
function orNull<T>(path: string, read: (path: string) => T): T | null {
  return guardReading(path, () => {
    try {
      return read(path);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  });
}

/** A file has the hash that the journal names, but casefile doesn't write such a file. Somebody else made the folder. */
export const notOurs = (dir: string, file: string, why: string) =>
  verificationError('file-malformed', {
    what: `A file of the case isn't in the form that casefile writes: ${why}`,
    where: inCase(dir, file),
    expected: 'a case folder made by `casefile run`',
    next: 'Keep the folder as it is, and ask where it comes from. Its hashes are correct, so somebody made it this way.',
  });

/** Largest file of a case that is read into memory: attached exports and analyses. */
export const largestFile: number = 256 * 1024 * 1024;

/**
 * Reads a file that the journal names. It is read as it was journaled, or not at all: a verdict or a report must not
 * be based on a changed file.
 * @throws KnownError exit 5 when it differs or is missing, exit 7 when it cannot be read.
 */
export function readSealed(dir: string, ref: FileRef): Buffer {
  const bytes = orNull(inCase(dir, ref.file), (path) => readAtMost(path, largestFile));
  if (!bytes) throw differs(dir, ref, 'no file');
  const found = sha256(bytes);
  if (found !== ref.sha256) throw differs(dir, ref, found);
  return bytes;
}

/** The same check for a file that is streamed. */
export function checkSealed(dir: string, ref: FileRef): void {
  const found = orNull(inCase(dir, ref.file), hashOnDisk);
  if (found === null) throw differs(dir, ref, 'no file');
  if (found !== ref.sha256) throw differs(dir, ref, found);
}
