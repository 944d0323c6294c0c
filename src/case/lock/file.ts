import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readAtMost } from '../../files/ordinary.js';
import { pause, remove, retrying } from '../disk/durable.js';
import { type Holder, type Life, lifeOf } from './holder.js';

/** A lock is a line. */
const largest = 64 * 1024;

/** A lock as it lies there; `holder` is null when it cannot be read. Null when there is none. */
export function readLock(path: string): { text: string; holder: Holder | null } | null {
  let text: string;
  try {
    text = readAtMost(path, largest).toString('utf8');
  } catch {
    return null;
  }
  try {
    return { text, holder: JSON.parse(text) as Holder };
  } catch {
    return { text, holder: null };
  }
}

/** Puts the lock in its place, whole or not at all. False when there is one already. */
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

/** Takes the lock of this text away. False when another one is there by now, which is put back, or none. */
export function takeAway(path: string, text: string): boolean {
  const displaced = `${path}.displaced.${process.pid}.${randomBytes(8).toString('hex')}`;
  try {
    retrying(() => renameSync(path, displaced));
  } catch {
    return false;
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

/** Its holder may have died meanwhile: who holds the case by now has cleared it away, and there is nothing to put back. */
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

/** Locks that somebody has taken away by mistake and not put back yet, or never: they count. */
export const displacedAt = (path: string): { file: string; holder: Holder | null; life: Life }[] =>
  nextTo(path, /^\.displaced\.\d+\.[0-9a-f]{16}$/).flatMap((file) => {
    const found = readLock(file);
    return found ? [{ file, holder: found.holder, life: lifeOf(found.holder) }] : [];
  });

/** What processes that were killed while they took a lock have left. Done by the holder, so nobody is in between. */
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
