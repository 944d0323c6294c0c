import { lstatSync } from 'node:fs';
import type { FileRef } from '../domain/file.js';
import type { JournalEntry } from '../domain/journal.js';
import { hashOnDisk } from '../files/hash.js';
import { guardReading } from './disk/guard.js';
import { type JournalFile, journalBytes, parseJournal } from './journal/journal.js';
import { startsLine } from './journal/line.js';
import { inCase, layout } from './layout.js';
import { classifyUnnamed, knownOf, type Unfinished } from './unfinished.js';
import { contentOf } from './walk.js';

/** One difference between the journal and the folder. */
export interface Difference {
  file: string;
  kind: 'journal' | 'head' | 'changed' | 'missing' | 'extra';
  detail: string;
}

export interface Verification {
  entries: JournalEntry[];
  head: string | null;
  checked: number;
  differences: Difference[];
  /** What a process that died may have left, and what a running one needs: listed, and no difference. */
  unfinished: Unfinished[];
}

/**
 * Checks the chain, and every file that the journal names against its hash; files that it does not name are extra.
 * @param noted head hash, or its first 16 digits or more, that somebody noted: the journal must contain that entry.
 * @throws KnownError exit 7 when a part can't be read, because a part that wasn't read isn't verified.
 */
export const verifyCase = (dir: string, noted?: string): Verification => guardReading(dir, () => look(dir, noted));

function look(dir: string, noted?: string): Verification {
  const journal = parseJournal(journalBytes(inCase(dir, layout.journal)));
  const { entries } = journal;
  const named = namedFiles(entries);
  const differences = [...journalDifferences(journal), ...headDifferences(entries, noted)];
  const unfinished: Unfinished[] = isHonestlyTorn(journal)
    ? [{ file: layout.journal, detail: `${journal.torn.length} bytes of an entry that was never acknowledged` }]
    : [];
  for (const [file, ref] of named) differences.push(...compare(dir, file, ref));
  const unnamed = [...contentOf(dir)].filter(({ path }) => path !== layout.journal && !named.has(path));
  const known = knownOf(dir, entries, named, unnamed);
  for (const found of unnamed) {
    const what = classifyUnnamed(found, known);
    if (what?.left) unfinished.push({ file: found.path, detail: what.detail });
    else if (what) differences.push({ file: found.path, kind: 'extra', detail: what.detail });
  }
  return { entries, head: entries.at(-1)?.hash ?? null, checked: named.size, differences, unfinished };
}

/** A process that dies in the middle of an entry leaves the beginning of a line, and nothing else. */
const isHonestlyTorn = ({ torn, entries }: JournalFile): boolean =>
  torn.length > 0 && startsLine(torn, entries.length + 1);

/** What is wrong with the journal by itself: at most its first line that does not verify. */
export function journalDifferences(journal: JournalFile): Difference[] {
  const { broken, torn, entries } = journal;
  const at = (line: number, detail: string): Difference[] => [
    { file: `${layout.journal}:${line}`, kind: 'journal', detail },
  ];
  if (broken) return at(broken.line, broken.reason);
  if (torn.length > 0 && !isHonestlyTorn(journal))
    return at(entries.length + 1, "it isn't a line or the beginning of one");
  return entries.length === 0 ? at(1, 'there is no complete entry') : [];
}

function headDifferences(entries: JournalEntry[], noted: string | undefined): Difference[] {
  if (noted === undefined || entries.some(({ hash }) => hash.startsWith(noted))) return [];
  const detail = `no entry has the noted hash ${noted}: the journal was cut at its end or written again`;
  return [{ file: layout.journal, kind: 'head', detail }];
}

/** Is a file the one that the journal names? At most one difference. */
export function compare(dir: string, file: string, ref: FileRef): Difference[] {
  const stat = lstatSync(inCase(dir, file), { throwIfNoEntry: false });
  if (!stat) return [{ file, kind: 'missing', detail: `sha256 ${ref.sha256} expected` }];
  if (!stat.isFile()) return [{ file, kind: 'changed', detail: "it isn't an ordinary file" }];
  const found = hashOnDisk(inCase(dir, file));
  if (found === ref.sha256) return [];
  return [{ file, kind: 'changed', detail: `sha256 ${ref.sha256} expected, ${found} found` }];
}

/** The last word of the journal on each file: a report is written again under the same name. */
export function namedFiles(entries: JournalEntry[]): Map<string, FileRef> {
  const files = new Map<string, FileRef>();
  const add = (ref: FileRef, folder = '') => files.set(`${folder}${ref.file}`, ref);
  for (const entry of entries) {
    if (entry.type === 'OPENED') {
      add(entry.data.alert);
      for (const ref of entry.data.playbook.files) add(ref, `${layout.playbook}/`);
    } else if ('file' in entry.data) add(entry.data.file);
  }
  return files;
}
