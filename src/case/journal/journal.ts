import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JournalEntry, JournalEvent } from '../../domain/journal.js';
import type { Json } from '../../domain/json.js';
import { type Clock, toIso } from '../../domain/time.js';
import { lockedError, storageError, verificationError } from '../../errors.js';
import { readAtMost } from '../../files/ordinary.js';
import { redactJson } from '../../secrets/redact.js';
import { ownerOnly, retrying, syncDirectory, writeAll, writeSynced } from '../disk/durable.js';
import { guardReading, guardStorage, isAbsent } from '../disk/guard.js';
import { layout } from '../layout.js';
import { checkLine, formatLine, genesis } from './line.js';

/** Content of a journal file: its verified entries, and the bytes after the last newline (a torn write). */
export interface JournalFile {
  entries: JournalEntry[];
  /** Length in bytes of the verified part. */
  length: number;
  torn: Buffer;
  /** The first line that does not verify; what follows it is not read. */
  broken: { line: number; reason: string } | null;
}

/** Takes journal bytes apart and checks each line against its hash, its number and the entry before it. */
export function parseJournal(bytes: Buffer): JournalFile {
  const entries: JournalEntry[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    const check = checkLine(bytes.subarray(start, end), entries.length + 1, entries.at(-1)?.hash ?? genesis);
    if (!check.ok)
      return {
        entries,
        length: start,
        torn: Buffer.alloc(0),
        broken: { line: entries.length + 1, reason: check.reason },
      };
    entries.push(check.entry);
    start = end + 1;
  }
  return { entries, length: start, torn: bytes.subarray(start), broken: null };
}

/** Largest journal that is read. An alert of 16 MiB is in its entry twice. */
const largest = 256 * 1024 * 1024;

/** The bytes of a journal. @throws KnownError exit 5 when there is none, exit 7 when it cannot be read. */
export const journalBytes = (path: string): Buffer =>
  guardReading(path, () => {
    try {
      return readAtMost(path, largest);
    } catch (error) {
      if (!isAbsent(error)) throw error;
      throw verificationError('journal-unreadable', {
        what: `The journal cannot be read (${(error as Error).message})`,
        where: path,
        expected: 'a file with the journal of a case',
        next: 'Keep the folder as it is. Without its journal nothing in it can be verified.',
      });
    }
  });

/**
 * Reads and verifies a journal; changes nothing.
 * @throws KnownError exit 5 when a line does not verify, exit 7 when it cannot be read.
 */
export function readJournal(path: string): JournalFile {
  const journal = parseJournal(journalBytes(path));
  if (!journal.broken) return journal;
  throw verificationError('journal-broken', {
    what: `The journal doesn't verify: ${journal.broken.reason}`,
    where: `${path}:${journal.broken.line}`,
    expected: 'a line as casefile wrote it',
    next: 'Keep the folder as it is. `casefile verify` lists what else differs.',
  });
}

/** The one writer of a journal. Acknowledged means on disk: all bytes written, then synced, then acted upon. */
export class JournalWriter {
  readonly entries: JournalEntry[];
  readonly #fd: number;
  readonly #path: string;
  readonly #clock: Clock;
  /** Bytes that are acknowledged. */
  #length: number;
  /** What was written behind them could not be cut off again. */
  #spoilt = false;

  private constructor(path: string, { entries, length }: JournalFile, clock: Clock) {
    this.#path = path;
    this.#fd = retrying(() => openSync(path, 'a', ownerOnly.file));
    this.entries = entries;
    this.#length = length;
    this.#clock = clock;
  }

  static create(path: string, clock: Clock): JournalWriter {
    return guardStorage(path, () => {
      closeSync(retrying(() => openSync(path, 'wx', ownerOnly.file)));
      syncDirectory(dirname(path));
      return new JournalWriter(path, { entries: [], length: 0, torn: Buffer.alloc(0), broken: null }, clock);
    });
  }

  /** Opens a journal to continue it. A torn last line (never acknowledged) is saved in its own file, and then cut off. */
  static resume(path: string, clock: Clock): JournalWriter {
    const journal = readJournal(path);
    return guardStorage(path, () => {
      if (journal.torn.length > 0) {
        writeSynced(join(dirname(path), layout.torn), journal.torn, 'a');
        syncDirectory(dirname(path));
        cut(path, journal.length);
      }
      return new JournalWriter(path, journal, clock);
    });
  }

  /** Hash of the last entry. */
  get head(): string {
    return this.entries.at(-1)?.hash ?? genesis;
  }

  /**
   * Writes one entry. Secrets are removed first, because an alert or an answer can contain a key, and journals are passed on.
   * An entry that could not be written completely is cut off again, so that a later one never follows half an entry.
   * @throws KnownError exit 7 when it is not on disk; exit 6 when somebody else has written.
   */
  append(event: JournalEvent): JournalEntry {
    const clean = { ...event, data: redactJson(event.data as unknown as Json) } as unknown as JournalEvent;
    const { line, entry } = formatLine(clean, this.entries.length + 1, toIso(this.#clock()), this.head);
    const bytes = Buffer.from(line);
    guardStorage(this.#path, () => {
      this.#check();
      try {
        writeAll(this.#fd, bytes);
        fsyncSync(this.#fd);
      } catch (error) {
        this.#takeBack();
        throw error;
      }
    });
    this.#length += bytes.length;
    this.entries.push(entry);
    return entry;
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** A lock can be removed by force while its holder lives: the entry of two writers would break the chain. */
  #check(): void {
    if (this.#spoilt) throw spoilt(this.#path);
    if (fstatSync(this.#fd).size !== this.#length) throw grown(this.#path);
  }

  #takeBack(): void {
    try {
      cut(this.#path, this.#length);
    } catch {
      this.#spoilt = true;
    }
  }
}

/** With its own handle: on Windows an appending handle can't shorten a file. */
function cut(path: string, length: number): void {
  const fd = retrying(() => openSync(path, 'r+'));
  try {
    ftruncateSync(fd, length);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

const spoilt = (path: string) =>
  storageError('storage', {
    what: 'The journal ends with half an entry, which could not be cut off',
    where: path,
    expected: 'a folder with free space that this account can write',
    next: 'Fix the disk. Everything recorded so far is kept: `casefile resume` cuts off the half entry and continues.',
  });

const grown = (path: string) =>
  lockedError('journal-taken-over', {
    what: 'Another process has written to the journal since this one opened it',
    where: path,
    expected: 'one writer. The lock was removed by force, or the file was changed',
    next: 'This process writes nothing more. Check the case with `casefile verify`.',
  });
