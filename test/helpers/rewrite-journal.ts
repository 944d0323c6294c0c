import { readFileSync, writeFileSync } from 'node:fs';
import { formatLine, genesis } from '../../src/case/journal/line.js';
import type { JournalEntry } from '../../src/domain/journal.js';

/** Changes entries of a journal and chains them again, as anybody who can write a case folder can do. */
export function rewriteJournal(file: string, change: (entry: JournalEntry) => void): void {
  let prev: string = genesis;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const rewritten = lines.map((text) => {
    const entry = JSON.parse(text) as JournalEntry;
    change(entry);
    const { line, entry: chained } = formatLine(entry, entry.seq, entry.at, prev);
    prev = chained.hash;
    return line;
  });
  writeFileSync(file, rewritten.join(''));
}
