import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { discard, makeFolder, ownerOnly, retrying, syncDirectory, writeAll } from '../case/disk/durable.js';
import { isStorageFault, saidBy } from '../case/disk/guard.js';
import { refuseReserved } from '../case/reserved.js';
import { storageError, usageError } from '../errors.js';

/** Writes a new file to its last byte, and syncs it. */
export async function writeStream(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const fd = retrying(() => openSync(path, 'wx', ownerOnly.file));
  try {
    for await (const chunk of chunks) writeAll(fd, chunk);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** @throws KnownError exit 2 when something is there: a bag or a case is never overwritten. */
export function refuseExisting(target: string): void {
  if (!existsSync(target)) return;
  throw usageError('target-exists', {
    what: 'Something with this name already exists',
    where: resolve(target),
    expected: 'a free name, because nothing is overwritten',
    next: 'Choose another name, or move the existing one away.',
  });
}

/**
 * Makes a file or folder under a temporary name, and renames it when it is complete. If `make` throws, nothing is left
 * behind.
 * @throws KnownError exit 7 for what the file system refuses, exit 2 for a name that is taken or reserved.
 */
export async function makeWhole<T>(target: string, make: (temporary: string) => Promise<T>): Promise<T> {
  refuseReserved(basename(target));
  refuseExisting(target);
  const temporary = `${target}.part-${randomBytes(4).toString('hex')}`;
  try {
    makeFolder(dirname(temporary), { recursive: true });
    const made = await make(temporary);
    if (statSync(temporary).isFile()) placeFile(temporary, target);
    else placeFolder(temporary, target);
    syncDirectory(dirname(target));
    return made;
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    throw storageError('storage', {
      what: `It cannot be written (${saidBy(error)})`,
      where: resolve(target),
      expected: 'a folder with free space that this account can write',
      next: 'Free space, or choose another place. The unfinished output was removed.',
    });
  } finally {
    discard(temporary, { recursive: true });
  }
}

function placeFolder(temporary: string, target: string): void {
  refuseExisting(target);
  retrying(() => renameSync(temporary, target));
}

/** A rename would write over a file that came to be in the meantime; a hard link does not. */
function placeFile(temporary: string, target: string): void {
  try {
    retrying(() => linkSync(temporary, target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuseExisting(target);
    copyFileSync(temporary, target, constants.COPYFILE_EXCL); // A file system without hard links.
  }
}
