import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { lockedError } from '../../errors.js';
import { pause, remove, writeSynced } from '../disk/durable.js';
import { guardStorage, saidBy } from '../disk/guard.js';
import { clearClaims, displacedAt, isFresh, placeLock, readLock, takeAway } from './file.js';
import { type Holder, holderText, lifeOf, processStart } from './holder.js';

/** A held lock. `previous` describes one that was replaced, for the journal; `forced`: its holder wasn't known to be gone. */
export interface Lock {
  previous: string | null;
  forced: boolean;
  /** Removes the lock. Returns why that failed, or null. Never throws: the work before it counts. */
  release(): string | null;
}

const tries = 200;

/**
 * Takes the case's lock. A hard link puts a complete lock in its place, and only a rename removes one, so exactly one process
 * gets the file. A process that got another lock than it expected puts it back. Until then everybody sees it as displaced.
 * So if many processes find a dead lock, one of them gets the case.
 * @param force also takes it from a holder that isn't known to be gone. A holder that is known to live keeps it.
 * @throws KnownError exit 6 when somebody else holds it.
 */
export function takeLock(path: string, now: string, force = false): Lock {
  const nonce = randomBytes(8).toString('hex');
  const own: Holder = { pid: process.pid, started: processStart(process.pid), host: hostname(), since: now, nonce };
  const text = JSON.stringify(own);
  const claim = `${path}.${process.pid}.${nonce}`;
  const lock: Lock = { previous: null, forced: false, release: () => release(path, text) };
  guardStorage(claim, () => writeSynced(claim, Buffer.from(text), 'wx'));
  try {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (guardStorage(path, () => placeLock(claim, path))) {
        const displaced = displacedAt(path).filter(({ life }) => life !== 'gone');
        if (displaced.length === 0) {
          clearClaims(path, claim);
          return lock;
        }
        guardStorage(path, () => takeAway(path, text));
        if (!force || displaced.some(({ life }) => life === 'living')) pause(1 + Math.random() * 10);
        else
          for (const { file, holder } of displaced) {
            remove(file);
            lock.previous = holderText(holder);
            lock.forced = true;
          }
        continue;
      }
      const found = readLock(path);
      if (found === null) continue;
      const life = found.holder || isFresh(path) ? lifeOf(found.holder) : 'gone';
      if (life === 'living' || (life === 'unknown' && !(force && found.holder))) throw held(path, found);
      if (!guardStorage(path, () => takeAway(path, found.text))) continue;
      lock.previous = holderText(found.holder);
      lock.forced = life === 'unknown';
    }
    throw held(path, readLock(path));
  } finally {
    remove(claim);
  }
}

function release(path: string, text: string): string | null {
  const stays = (why: string) =>
    `The lock ${path} can't be removed (${why}). What was recorded is kept. The next command on this host replaces the lock.`;
  try {
    // A scanner that has the file open can make it unreadable: then it looks like another one's lock, and is put back.
    return takeAway(path, text) || readLock(path)?.text !== text ? null : stays('another program holds it');
  } catch (error) {
    return stays(saidBy(error));
  }
}

/**
 * Refuses a case that another process works on, and leaves its lock alone. Commands that only read take no lock, so they
 * work on read-only media, and `resume` can journal a stale lock.
 * @throws KnownError exit 6.
 */
export function refuseLocked(path: string): void {
  const found = readLock(path);
  if (found === null || (found.holder ? lifeOf(found.holder) === 'gone' : !isFresh(path))) return;
  throw held(path, found);
}

function held(path: string, found: { holder: Holder | null } | null) {
  const holder = found?.holder ?? null;
  return lockedError('case-locked', {
    what: `The case is open in another process${found ? ` (${holderText(holder)})` : ''}`,
    where: path,
    expected: 'one casefile process per case',
    next:
      lifeOf(holder) === 'living'
        ? 'A process with this id runs on this host. End it first: casefile then replaces its lock by itself. If it is another program, remove the lock file.'
        : 'End that process first. If you are certain that it is gone, --force-unlock takes over the case and journals that.',
  });
}
