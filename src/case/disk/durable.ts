import { closeSync, constants, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { guardStorage } from './guard.js';

/** Modes of all that a case consists of: an alert and its evidence can hold keys, so other accounts read none of it. */
export const ownerOnly = { folder: 0o700, file: 0o600 } as const;

/** Sleeps and blocks everything else: nothing may happen between the tries of one write. */
export const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** The part of the world that {@link retrying} needs. Tests replace it. */
export interface RetryWorld {
  platform: NodeJS.Platform;
  /** Milliseconds since any fixed moment. */
  now(): number;
  pause(milliseconds: number): void;
}

const thisWorld: RetryWorld = { platform: process.platform, now: () => performance.now(), pause };

const retried = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** These change a name that is there already. On Windows they fail as long as a scanner has that file open. */
const changesName = new Set(['rename', 'link', 'rm', 'unlink', 'rmdir']);

/**
 * How long a refused call is tried again, in milliseconds. Windows refuses it while a scanner, a backup or an indexer has
 * the file open: a minute, as graceful-fs does. An access list refuses new files and folders with the same codes, so those
 * are tried for two seconds. Elsewhere only network file systems refuse a call for a moment.
 */
function patience({ code, syscall }: NodeJS.ErrnoException, platform: NodeJS.Platform): number {
  if (!retried.has(code ?? '')) return 0;
  if (platform !== 'win32') return 300;
  return code === 'EBUSY' || changesName.has(syscall ?? '') ? 60_000 : 2_000;
}

/** Tries again what the file system may refuse for a moment, with waits that grow to 0.1 s. Throws the last refusal. */
export function retrying<T>(action: () => T, world: RetryWorld = thisWorld): T {
  const start = world.now();
  for (let wait = 5; ; wait = Math.min(2 * wait, 100)) {
    try {
      return action();
    } catch (error) {
      if (world.now() - start >= patience(error as NodeJS.ErrnoException, world.platform)) throw error;
      world.pause(wait);
    }
  }
}

/** Makes a folder, `recursive`: with those above it. One of that name that Windows is still removing refuses it, too. */
export const makeFolder = (path: string, { recursive = false } = {}): void => {
  retrying(() => mkdirSync(path, { recursive, mode: ownerOnly.folder }));
};

/** Makes a folder with those above it, and syncs every folder that got a new one: without that a power cut takes all of it. */
export function makeFoldersDurable(path: string): void {
  const first = retrying(() => mkdirSync(path, { recursive: true, mode: ownerOnly.folder }));
  if (first === undefined || process.platform === 'win32') return;
  for (let made = resolve(path); ; made = dirname(made)) {
    syncDirectory(dirname(made));
    if (made === resolve(first)) return;
  }
}

/** Removes a file, or a folder with its content. A missing one is fine. */
export const remove = (path: string, { recursive = false } = {}): void =>
  retrying(() => rmSync(path, { recursive, force: true }));

/** Removes what wasn't finished, as far as possible. Never throws, so that the error before it is the one that is reported. */
export function discard(path: string, { recursive = false } = {}): void {
  try {
    remove(path, { recursive });
  } catch {
    // Most often there is nothing: the folder could not be written in the first place.
  }
}

/**
 * Writes every byte. `fs.writeSync` may write less than it was given, without an error, when the disk is nearly full;
 * a journal that believed it would acknowledge what is not there.
 */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length; ) {
    const from = offset;
    const written = retrying(() => writeSync(fd, bytes, from));
    if (written === 0)
      throw Object.assign(new Error('the file system took no more bytes'), { code: 'ENOSPC', syscall: 'write' });
    offset += written;
  }
}

/** A directory's entry is durable only after the directory is synced; Windows has no such thing and refuses it. */
export function syncDirectory(dir: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(dir, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Opens, writes every byte, syncs, closes. */
export function writeSynced(path: string, bytes: Uint8Array, flags: 'wx' | 'a'): void {
  const fd = retrying(() => openSync(path, flags, ownerOnly.file));
  try {
    writeAll(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Writes a file that a dead process may have left. An existing one is removed and never written into: a link
 * of that name would lead the bytes into a file elsewhere.
 */
export function writeAnew(path: string, bytes: Uint8Array): void {
  try {
    writeSynced(path, bytes, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    remove(path);
    writeSynced(path, bytes, 'wx');
  }
}

/** Writes a complete file. After a crash either the old or the new content is there, never a part of it. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.part`;
  try {
    writeAnew(temporary, bytes);
    retrying(() => renameSync(temporary, path));
  } catch (error) {
    // On a full disk the half of it would take the space that the next try needs.
    discard(temporary);
    throw error;
  }
  syncDirectory(dirname(path));
}

/** {@link replaceFile} in a case folder. @throws KnownError exit 7. */
export const writeFileDurable = (path: string, bytes: Uint8Array): void =>
  guardStorage(path, () => replaceFile(path, bytes));
