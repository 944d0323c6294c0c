import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../domain/file.js';
import type { JournalEntry } from '../domain/journal.js';
import { fileRefOnDisk } from './hash.js';
import { parseJournal } from './journal.js';
import { inCase, layout } from './layout.js';

/** One difference between the journal and the folder. */
export interface Difference {
  file: string;
  kind: 'journal' | 'changed' | 'missing' | 'extra';
  detail: string;
}

export interface Verification {
  entries: JournalEntry[];
  head: string | null;
  checked: number;
  differences: Difference[];
}

/** Checks the chain, and every file that the journal names against its hash; files that it does not name are extra. */
export function verifyCase(dir: string): Verification {
  const journal = parseJournal(readFileSync(inCase(dir, layout.journal)));
  const differences: Difference[] = [];
  if (journal.broken)
    differences.push({
      file: `${layout.journal}:${journal.broken.line}`,
      kind: 'journal',
      detail: journal.broken.reason,
    });
  const named = namedFiles(journal.entries);
  for (const [file, ref] of named) differences.push(...compare(dir, file, ref));
  for (const file of filesIn(dir))
    if (!named.has(file) && !isUnnamed(file, journal.entries))
      differences.push({ file, kind: 'extra', detail: 'the journal does not name it' });
  return { entries: journal.entries, head: journal.entries.at(-1)?.hash ?? null, checked: named.size, differences };
}

function compare(dir: string, file: string, ref: FileRef): Difference[] {
  if (!existsSync(inCase(dir, file))) return [{ file, kind: 'missing', detail: `sha256 ${ref.sha256} expected` }];
  const found = fileRefOnDisk(dir, file);
  if (found.sha256 === ref.sha256) return [];
  return [{ file, kind: 'changed', detail: `sha256 ${ref.sha256} expected, ${found.sha256} found` }];
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

function filesIn(dir: string, folder = ''): string[] {
  return readdirSync(join(dir, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(dir, path) : [path];
  });
}

/** Files that belong to a case without being named: its journal, a lock, a torn line, an unfinished attempt. */
function isUnnamed(file: string, entries: JournalEntry[]): boolean {
  if ([layout.journal, layout.lock, 'journal.torn'].includes(file)) return true;
  return entries.some(
    (entry) => entry.type === 'COLLECTING' && file === layout.evidenceFile(entry.data.collector, entry.data.attempt),
  );
}
