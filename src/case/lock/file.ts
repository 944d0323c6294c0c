import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readAtMost } from '../../files/ordinary.js';
import { pause, remove, retrying } from '../disk/durable.js';
import { type Holder, type Life, lifeOf, parseHolder } from './holder.js';

/** A lock is a line. */
const largest = 64 * 1024;

/** An existing lock. `holder` is null when it can't be read. Null when there is no lock. */
export function readLock(path: string): { text: string; holder: Holder | null } | null {
  try {
    const text = readAtMost(path, largest).toString('utf8');
    return { text, holder: parseHolder(text) };
  } catch {
    return null;
  }
}

/** Puts the lock in its place, completely or not at all. False when there already is one. */
export function placeLock(claim: string, path: string): boolean {
  try {
    retrying(() => linkSync(claim, path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') throw error;
    return copyExclusive(claim, path); // A file system without hard links (FAT, some shares).
  }
}

function copyExclusive(claim: string, path: string): boolean {
  try {
    copyFileSync(claim, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock with this text. False when there is no lock, or another one, which is put back.
 * @throws an error of the file system when it can't be removed.
 */
export function takeAway(path: string, text: string): boolean {
  const displaced = `${path}.displaced.${process.pid}.${randomBytes(8).toString('hex')}`;
  try {
    retrying(() => renameSync(path, displaced));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const mine = readLock(displaced)?.text === text;
  let back = false;
  // Who has put a lock in its place meanwhile sees the displaced one, and makes way.
  for (let attempt = 0; !mine && !back && attempt < 200; attempt += 1) {
    back = putBack(displaced, path);
    if (!back) pause(5);
  }
  if (mine || back) remove(displaced);
  return mine;
}

/** Its holder may have died meanwhile. Then the next holder has removed it, and there is nothing to put back. */
function putBack(displaced: string, path: string): boolean {
  try {
    return placeLock(displaced, path);
  } catch (error) {
    if (existsSync(displaced)) throw error;
    return true;
  }
}

const nextTo = (path: string, kind: RegExp) =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.`) && kind.test(name.slice(basename(path).length)))
    .map((name) => join(dirname(path), name));

/** Locks that a process removed by mistake and hasn't put back, or never will. They count. */
export const displacedAt = (path: string): { file: string; holder: Holder | null; life: Life }[] =>
  nextTo(path, /^\.displaced\.\d+\.[0-9a-f]{16}$/).flatMap((file) => {
    const found = readLock(file);
    return found ? [{ file, holder: found.holder, life: lifeOf(found.holder) }] : [];
  });

/** Removes what killed processes left while they took a lock. Only the holder does this, so no other process interferes. */
export function clearClaims(path: string, own: string): void {
  for (const file of nextTo(path, /^\.(?:displaced\.)?\d+(?:\.[0-9a-f]{16})?$/))
    if (file !== own && lifeOf(readLock(file)?.holder ?? null) === 'gone') remove(file);
}

/** An unreadable lock may be one that is being written on a file system without hard links: leave it a few seconds. */
export function isFresh(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < 5000;
  } catch {
    return false;
  }
}
