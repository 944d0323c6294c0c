import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JournalEntry, JournalEvent } from '../domain/journal.js';
import type { Json } from '../domain/json.js';
import { type Clock, toIso } from '../domain/time.js';
import { verificationError } from '../errors.js';
import { redactJson } from '../secrets/redact.js';
import { guardStorage, syncDirectory, writeAll } from './durable.js';
import { checkLine, formatLine, genesis } from './journal-line.js';

/** What a journal file holds: its verified entries, and the bytes behind the last newline (a torn write). */
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

/**
 * Reads and verifies a journal; changes nothing.
 * @throws KnownError exit 5 when a line does not verify.
 */
export function readJournal(path: string): JournalFile {
  const journal = parseJournal(readFileSync(path));
  if (!journal.broken) return journal;
  throw verificationError('journal-broken', {
    what: `The journal does not verify: ${journal.broken.reason}`,
    where: `${path}:${journal.broken.line}`,
    expected: 'a line that was written by casefile and not changed since',
    next: 'Keep the folder as it is. `casefile verify` lists what else differs.',
  });
}

/** The one writer of a journal. Acknowledged means on disk: all bytes written, then synced, then acted upon. */
export class JournalWriter {
  readonly entries: JournalEntry[];
  readonly #fd: number;
  readonly #path: string;
  readonly #clock: Clock;

  private constructor(path: string, fd: number, entries: JournalEntry[], clock: Clock) {
    this.#path = path;
    this.#fd = fd;
    this.entries = entries;
    this.#clock = clock;
  }

  static create(path: string, clock: Clock): JournalWriter {
    return guardStorage(path, () => {
      const fd = openSync(path, 'wx');
      syncDirectory(dirname(path));
      return new JournalWriter(path, fd, [], clock);
    });
  }

  /** Opens for going on: a torn last line (never acknowledged) is kept beside the journal and cut off. */
  static resume(path: string, clock: Clock): JournalWriter {
    const journal = readJournal(path);
    return guardStorage(path, () => {
      if (journal.torn.length > 0) writeFileSync(join(dirname(path), 'journal.torn'), journal.torn, { flag: 'a' });
      const fd = openSync(path, 'r+');
      ftruncateSync(fd, journal.length);
      closeSync(fd);
      return new JournalWriter(path, openSync(path, 'a'), journal.entries, clock);
    });
  }

  /** Hash of the last entry. */
  get head(): string {
    return this.entries.at(-1)?.hash ?? genesis;
  }

  /** Writes one entry. Secrets are taken out first: an alert or an answer can hold a key, and a journal is handed on. */
  append(event: JournalEvent): JournalEntry {
    const clean = { ...event, data: redactJson(event.data as unknown as Json) } as unknown as JournalEvent;
    const { line, entry } = formatLine(clean, this.entries.length + 1, toIso(this.#clock()), this.head);
    guardStorage(this.#path, () => {
      writeAll(this.#fd, Buffer.from(line));
      fsyncSync(this.#fd);
    });
    this.entries.push(entry);
    return entry;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
