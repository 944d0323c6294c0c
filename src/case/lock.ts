import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lockedError } from '../errors.js';
import { guardStorage, pause, retrying, writeSynced } from './durable.js';
import { alive, processStart } from './process-life.js';

/** Who holds a case: one writer at a time. */
interface Holder {
  pid: number;
  /** Process start as the system gives it, so that a reused pid is not taken for the holder; null where unknown. */
  started: string | null;
  host: string;
  since: string;
  /** Random, so that a lock is known again. Absent in locks of 0.1. */
  nonce?: string;
}

/**
 * `gone`: this host says that the process ended, or that its pid is another's by now. `living`: it says that this very
 * process lives. `unknown`: another host's, one whose start is not known, or one that cannot be read.
 */
type Life = 'gone' | 'living' | 'unknown';

function lifeOf(holder: Holder | null): Life {
  if (!holder || holder.host !== hostname()) return 'unknown';
  if (!alive(holder.pid)) return 'gone';
  const started = processStart(holder.pid);
  if (holder.started === null || started === null) return 'unknown';
  return started === holder.started ? 'living' : 'gone';
}

/** A held lock. `previous` describes one that was replaced, for the journal; `forced`: although nobody knew it dead. */
export interface Lock {
  previous: string | null;
  forced: boolean;
  release(): void;
}

const tries = 200;

/**
 * Takes the case's lock. A lock is put in its place whole, by a hard link, and only ever taken away by a rename, of which
 * one process alone gets the file; who got another lock than it meant puts it back, and until then everybody sees it as
 * displaced. So of any number of processes that find a dead lock, one holds the case.
 * @param force takes it from a holder that is not known to be gone either; one that is known to live keeps it.
 * @throws KnownError exit 6 when somebody else holds it.
 */
export function takeLock(path: string, now: string, force = false): Lock {
  const nonce = randomBytes(8).toString('hex');
  const own: Holder = { pid: process.pid, started: processStart(process.pid), host: hostname(), since: now, nonce };
  const text = JSON.stringify(own);
  const claim = `${path}.${process.pid}.${nonce}`;
  const lock: Lock = { previous: null, forced: false, release: () => void takeAway(path, text) };
  guardStorage(claim, () => writeSynced(claim, Buffer.from(text), 'wx'));
  try {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (guardStorage(path, () => put(claim, path))) {
        const displaced = displacedAt(path).filter(({ life }) => life !== 'gone');
        if (displaced.length === 0) {
          clearClaims(path, claim);
          return lock;
        }
        takeAway(path, text);
        if (!force || displaced.some(({ life }) => life === 'living')) pause(1 + Math.random() * 10);
        else for (const { file } of displaced) rmSync(file, { force: true });
        continue;
      }
      const found = read(path);
      if (found === null) continue;
      const life = found.holder || isFresh(path) ? lifeOf(found.holder) : 'gone';
      if (life === 'living' || (life === 'unknown' && !(force && found.holder))) throw held(path, found);
      if (!takeAway(path, found.text)) continue;
      lock.previous = describe(found.holder);
      lock.forced = life === 'unknown';
    }
    throw held(path, read(path));
  } finally {
    rmSync(claim, { force: true });
  }
}

/**
 * Refuses a case that another process holds, and leaves its lock as it is: what only reads takes none, so it works on
 * a medium that cannot be written, and a stale lock stays for `resume` to journal.
 * @throws KnownError exit 6.
 */
export function refuseLocked(path: string): void {
  const found = read(path);
  if (found === null || (found.holder ? lifeOf(found.holder) === 'gone' : !isFresh(path))) return;
  throw held(path, found);
}

const describe = (holder: Holder | null): string =>
  holder ? `pid ${holder.pid} on ${holder.host} since ${holder.since}` : 'an unreadable lock';

function held(path: string, found: { holder: Holder | null } | null) {
  const holder = found?.holder ?? null;
  return lockedError('case-locked', {
    what: `The case is open in another process${found ? ` (${describe(holder)})` : ''}`,
    where: path,
    expected: 'one casefile process a case',
    next:
      lifeOf(holder) === 'living'
        ? 'That process is running here: end it first. Its lock then gives way by itself.'
        : 'End that process first. If it is gone for certain, --force-unlock takes the case over and journals that.',
  });
}

/** A lock as it lies there; `holder` is null when it cannot be read. Null when there is none. */
function read(path: string): { text: string; holder: Holder | null } | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
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
function put(claim: string, path: string): boolean {
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
function takeAway(path: string, text: string): boolean {
  const displaced = `${path}.displaced.${process.pid}.${randomBytes(8).toString('hex')}`;
  try {
    retrying(() => renameSync(path, displaced));
  } catch {
    return false;
  }
  const mine = read(displaced)?.text === text;
  let back = false;
  // Who has put a lock in its place meanwhile sees the displaced one, and makes way.
  for (let attempt = 0; !mine && !back && attempt < tries; attempt += 1) {
    back = put(displaced, path);
    if (!back) pause(5);
  }
  if (mine || back) rmSync(displaced, { force: true });
  return mine;
}

const nextTo = (path: string, kind: RegExp) =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.`) && kind.test(name.slice(basename(path).length)))
    .map((name) => join(dirname(path), name));

const displacedAt = (path: string): { file: string; life: Life }[] =>
  nextTo(path, /^\.displaced\.\d+\.[0-9a-f]{16}$/).flatMap((file) => {
    const found = read(file);
    return found ? [{ file, life: lifeOf(found.holder) }] : [];
  });

/** What processes that were killed while they took a lock have left. Done by the holder, so nobody is in between. */
function clearClaims(path: string, own: string): void {
  for (const file of nextTo(path, /^\.(?:displaced\.)?\d+(?:\.[0-9a-f]{16})?$/))
    if (file !== own && lifeOf(read(file)?.holder ?? null) === 'gone') rmSync(file, { force: true });
}

/** An unreadable lock may be one that is being written on a file system without hard links: leave it a few seconds. */
function isFresh(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < 5000;
  } catch {
    return false;
  }
}
