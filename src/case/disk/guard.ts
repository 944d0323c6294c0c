import { KnownError, storageError } from '../../errors.js';
import { Unreadable } from '../../files/ordinary.js';

/** Calls of Node.js that aren't about files, although they set `syscall` too. */
const otherCalls = /^(?:spawn|kill|connect|bind|listen|getaddrinfo|query|uv_)/;

/**
 * Is this a failed file operation, rather than a mistake of ours? Node.js names the call. A share that went away gives
 * codes of the network (ECONNRESET), a pulled stick or a scanner UNKNOWN, so the code itself doesn't matter.
 */
export function isStorageFault(error: unknown): boolean {
  if (error instanceof Unreadable) return error.code !== null;
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof syscall === 'string' ? !otherCalls.test(syscall) : (code?.startsWith('ERR_FS_') ?? false);
}

/**
 * What a file system refused: code, message and, when another program has the file open, that. Windows reports a file that
 * another program holds as EBUSY, and as EPERM or EACCES too. Access lists give these two as well.
 */
export function saidBy(error: unknown, platform: NodeJS.Platform = process.platform): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  // Node's own messages begin with the code.
  const said = message.startsWith(String(code)) ? message : `${code}: ${message}`;
  const holder = `another program holds ${path ?? 'the file'}`;
  if (code === 'EBUSY') return `${holder}; ${said}`;
  if (platform === 'win32' && (code === 'EPERM' || code === 'EACCES'))
    return `${holder}, or this account isn't allowed to change it; ${said}`;
  return said;
}

/** A failed file operation that no guard saw, as exit 7. Any other error is returned as it is. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof KnownError || !isStorageFault(error)) return error;
  const { path } = error as NodeJS.ErrnoException;
  return storageError('storage', {
    what: `A file operation failed (${saidBy(error)})`,
    where: path,
    expected: 'a disk or share that stays connected, and files that this account can use',
    next: 'Check the disk, the share and the programs that use the file, then run the command again.',
  });
}

/** Turns what a file system refuses into exit 7; what was acknowledged before stays, so the case can be resumed. */
export function guardStorage<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof KnownError || !isStorageFault(error)) throw error;
    throw storageError('storage', {
      what: `The case folder cannot be written (${saidBy(error)})`,
      where: path,
      expected: 'a folder with free space that this account can write',
      next: 'Free space, reconnect the disk or share, or close the program that holds the file. Everything recorded so far is kept: continue with `casefile resume`.',
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
 * Turns what a file system refuses to a reader into exit 7: a case of another account isn't a bug, and no file was changed. What
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
