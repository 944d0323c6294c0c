import { KnownError, storageError } from '../../errors.js';
import { Unreadable } from '../../files/ordinary.js';

const storageCodes = new Set(
  'ENOSPC EACCES EPERM EIO EROFS EDQUOT EFBIG ENOTDIR EISDIR EEXIST ENOENT ENAMETOOLONG EINVAL EBUSY EMFILE ENFILE ERR_FS_EISDIR'.split(
    ' ',
  ),
);

/** Is this what a file system refuses, rather than a mistake of ours? */
export const isStorageFault = (error: unknown): boolean =>
  storageCodes.has((error as NodeJS.ErrnoException).code ?? '');

/** Code and message of what a file system refused; Node's own messages begin with the code. */
export function saidBy(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return message.startsWith(String(code)) ? message : `${code}: ${message}`;
}

/** Turns what a file system refuses into exit 7; what was acknowledged before stays, so the case can be resumed. */
export function guardStorage<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof KnownError) throw error;
    if (!isStorageFault(error)) throw error;
    throw storageError('storage', {
      what: `The case folder cannot be written (${saidBy(error)})`,
      where: path,
      expected: 'a folder with free space that this account can write',
      next: 'Free space or choose another --case-dir. Everything recorded so far is kept: continue with `casefile resume`.',
    });
  }
}

/** Is there no file to read: nothing, a folder, a pipe, more than is read, or a link that leads nowhere? */
export const isAbsent = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof Unreadable && error.code === null
    ? true
    : ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(code!);
};

/**
 * Turns what a file system refuses to a reader into exit 7: a case of another account is no bug, and no changed file. What
 * is not there is for the caller to see.
 */
export function guardReading<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof KnownError || !isStorageFault(error)) throw error;
    throw storageError('unreadable', {
      what: `The case cannot be read (${saidBy(error)})`,
      where: path,
      expected: 'a case folder in which this account can read every file',
      next: 'Run this as the account that worked on the case, often SYSTEM or an administrator. Nothing was changed.',
    });
  }
}
