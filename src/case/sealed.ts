import type { FileRef } from '../domain/file.js';
import { verificationError } from '../errors.js';
import { readAtMost, Unreadable } from '../files/ordinary.js';
import { hashOnDisk, sha256 } from './hash.js';
import { inCase } from './layout.js';

const differs = (dir: string, { file, sha256: expected }: FileRef, found: string) =>
  verificationError('file-changed', {
    what: `A file of the case is not the one that the journal names`,
    where: inCase(dir, file),
    expected: `sha256 ${expected}, found ${found}`,
    next: 'Keep the folder as it is. `casefile verify` lists everything that differs.',
  });

/** A file has the hash that the journal names, and yet is none that casefile writes: the folder was made by others. */
export const notOurs = (dir: string, file: string, why: string) =>
  verificationError('file-malformed', {
    what: `A file of the case is not as casefile writes it: ${why}`,
    where: inCase(dir, file),
    expected: 'a case folder made by `casefile run`',
    next: 'Keep the folder as it is, and ask where it comes from: its hashes are good, so it was made this way.',
  });

/** Largest file of a case that is read into memory: attached exports and analyses. */
export const largestFile: number = 256 * 1024 * 1024;

/**
 * Reads a file that the journal names. What was journaled is what is read, or nothing is: a verdict or a report must
 * not rest on a file that was changed since.
 * @throws KnownError exit 5 when it differs or is missing.
 */
export function readSealed(dir: string, ref: FileRef): Buffer {
  const bytes = bytesOf(dir, ref);
  const found = sha256(bytes);
  if (found !== ref.sha256) throw differs(dir, ref, found);
  return bytes;
}

function bytesOf(dir: string, ref: FileRef): Buffer {
  try {
    return readAtMost(inCase(dir, ref.file), largestFile);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw differs(dir, ref, error.code === 'ENOENT' ? 'no file' : `none that can be read (${error.message})`);
  }
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
