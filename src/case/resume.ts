import { readdirSync } from 'node:fs';
import type { JournalEntry } from '../domain/journal.js';
import { type Clock, toIso } from '../domain/time.js';
import { KnownError, verificationError } from '../errors.js';
import type { Playbook } from '../playbook/types.js';
import { guardReading } from './disk/guard.js';
import { checkFits } from './fits.js';
import { JournalWriter, readJournal } from './journal/journal.js';
import { inCase, layout } from './layout.js';
import { takeLock } from './lock/lock.js';
import { OpenCase } from './open-case.js';

/** First entry of a journal; every case has one. */
export function openedOf(entries: JournalEntry[], dir: string): JournalEntry<'OPENED'> {
  const first = entries[0];
  if (first?.type === 'OPENED') return first;
  throw verificationError('journal-not-opened', {
    what: "The journal doesn't begin with OPENED",
    where: inCase(dir, layout.journal),
    expected: 'a case folder made by `casefile run`',
    next: 'The run that made this folder died before its first entry. Nothing was collected, so start again.',
  });
}

/** Checks that the pinned playbook is the one that the case was opened with, and that the entries fit it. */
export function loadPinned(dir: string, entries: JournalEntry[], load: (dir: string) => Playbook): Playbook {
  const { playbook: pinned } = openedOf(entries, dir).data;
  const playbook = load(inCase(dir, layout.playbook));
  if (playbook.sha256 === pinned.sha256) {
    checkFits(dir, entries, playbook);
    return playbook;
  }
  throw verificationError('playbook-changed', {
    what: "The pinned playbook isn't the one that the case was opened with",
    where: inCase(dir, layout.playbook),
    expected: `sha256 ${pinned.sha256}, found ${playbook.sha256}`,
    next: '`casefile verify` lists the files that differ.',
  });
}

/**
 * Refuses a case folder with a link in it (on Windows a junction, too): what is written into the case would be written
 * elsewhere, into any file that this account can write. Casefile makes no links.
 * @throws KnownError exit 5.
 */
function refuseLinks(dir: string, folder = ''): void {
  const entries = guardReading(dir, () => readdirSync(inCase(dir, folder), { withFileTypes: true }));
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) refuseLinks(dir, path);
    else if (entry.isSymbolicLink())
      throw verificationError('case-has-link', {
        what: 'The case folder contains a link, which casefile never makes',
        where: inCase(dir, path),
        expected: 'files and folders',
        next: 'Nothing was written. Keep the folder as it is, and ask where it comes from.',
      });
  }
}

/**
 * Takes the lock, cuts off a torn line, and opens the case to continue it.
 * @param unlock account that takes the case over from a holder who is not known to be gone; journaled when it did.
 */
export function resumeCase(
  dir: string,
  load: (dir: string) => Playbook,
  clock: Clock,
  unlock: string | null = null,
): OpenCase {
  const lock = takeLock(inCase(dir, layout.lock), toIso(clock()), unlock !== null);
  try {
    refuseLinks(dir);
    const playbook = loadPinned(dir, readJournal(inCase(dir, layout.journal)).entries, load);
    const journal = JournalWriter.resume(inCase(dir, layout.journal), clock);
    const folder = new OpenCase(dir, journal, playbook, clock, lock);
    if (folder.unlocked !== null)
      journal.append({ type: 'UNLOCKED', data: { account: unlock!, previousLock: folder.unlocked } });
    return folder;
  } catch (error) {
    const stays = lock.release();
    if (stays === null || !(error instanceof KnownError)) throw error;
    throw new KnownError(error.exit, error.code, { ...error.parts, next: `${error.parts.next ?? ''} ${stays}`.trim() });
  }
}
