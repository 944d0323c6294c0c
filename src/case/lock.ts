import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { lockedError } from '../errors.js';
import { guardStorage, writeAll } from './durable.js';

/** Who holds a case: one writer at a time. */
interface Holder {
  pid: number;
  /** Process start as the system gives it, so that a reused pid is not taken for the holder; null where unknown. */
  started: string | null;
  host: string;
  since: string;
}

/** Start time of a process in clock ticks since boot (Linux: field 22 of `/proc/<pid>/stat`); elsewhere null. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Stale only when the same host says that the process is gone, or that the pid belongs to another one by now. */
function isStale(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  if (!alive(holder.pid)) return true;
  const started = processStart(holder.pid);
  return holder.started !== null && started !== null && started !== holder.started;
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null; // Torn or vanished in between: the process that wrote it did not live to say more.
  }
}

/** A held lock. `previous` describes a stale one that was replaced, for the journal. */
export interface Lock {
  previous: string | null;
  release(): void;
}

/**
 * Takes the case's lock.
 * @throws KnownError exit 6 when somebody else holds it.
 */
export function takeLock(path: string, now: string): Lock {
  const own: Holder = { pid: process.pid, started: processStart(process.pid), host: hostname(), since: now };
  let previous: string | null = null;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (guardStorage(path, () => putLock(path, JSON.stringify(own))))
      return { previous, release: () => rmSync(path, { force: true }) };
    const holder = readHolder(path);
    if (holder ? !isStale(holder) : isFresh(path)) break;
    previous = holder ? describe(holder) : 'an unreadable lock';
    rmSync(path, { force: true });
  }
  throw heldError(path, existsSync(path) ? readHolder(path) : null);
}

/**
 * Refuses a case that another process holds, and leaves its lock as it is: what only reads takes none, so it works on
 * a medium that cannot be written, and a stale lock stays for `resume` to journal.
 * @throws KnownError exit 6.
 */
export function refuseLocked(path: string): void {
  if (!existsSync(path)) return;
  const holder = readHolder(path);
  if (holder ? isStale(holder) : !isFresh(path)) return;
  throw heldError(path, holder);
}

const heldError = (path: string, holder: Holder | null) =>
  lockedError('case-locked', {
    what: `The case is open in another process${holder ? ` (${describe(holder)})` : ''}`,
    where: path,
    expected: 'one casefile process a case',
    next: 'End that process first. If it ran on another machine and is gone for certain, delete the lock file.',
  });

const describe = (holder: Holder): string => `pid ${holder.pid} on ${holder.host} since ${holder.since}`;

/**
 * Puts a whole lock file in its place, or nothing: a hard link exists with its content or not at all, so nobody ever
 * sees an empty lock and takes it for a dead one. False when there is a lock already.
 */
function putLock(path: string, text: string): boolean {
  const own = `${path}.${process.pid}`;
  const fd = openSync(own, 'w');
  try {
    writeAll(fd, Buffer.from(text));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') throw error;
    return copyExclusive(own, path); // A file system without hard links (FAT, some shares).
  } finally {
    rmSync(own, { force: true });
  }
}

function copyExclusive(own: string, path: string): boolean {
  try {
    copyFileSync(own, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** An unreadable lock may be one that is being written on a file system without hard links: leave it a few seconds. */
function isFresh(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < 5000;
  } catch {
    return false;
  }
}
