import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalWriter, parseJournal } from '../../src/case/journal/journal.js';
import { genesis } from '../../src/case/journal/line.js';
import { compare, journalDifferences, namedFiles, verifyCase } from '../../src/case/verify.js';
import { sha256 } from '../../src/files/hash.js';
import { newFolder } from '../helpers/casefile.js';
import { finishedCase } from './changes/faulty.js';
import { below } from './order.js';
import type { Part } from './table.js';

/** One kind of damage, at many places. */
export interface Damage {
  what: string;
  tried: number;
  /** Places where whole entries were lost that the damage had left. */
  lost: number;
  /** Places where `verify` found nothing, with the head that was noted. */
  undetected: number;
  /** Places where it finds nothing, as long as nobody noted the head: an end that was cut off, a chain written again. */
  withoutHead: number;
}

const clock = () => new Date('2025-02-11T04:00:00.000Z');

/** A case folder, taken apart: each kind of damage is done to a copy and undone. */
export interface Whole {
  dir: string;
  journal: Buffer;
  head: string;
  files: string[];
}

export function takeApart(dir: string): Whole {
  const copy = join(newFolder(), 'case');
  cpSync(dir, copy, { recursive: true });
  const { head } = verifyCase(copy);
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(copy, file)).isFile() && file !== 'journal.jsonl')
    .sort();
  return { dir: copy, journal: readFileSync(join(copy, 'journal.jsonl')), head: head!, files };
}

/** Is anything found with the head that was noted, and without it? */
function look({ dir, head }: Whole): { detected: boolean; withoutHead: boolean } {
  const { differences, unfinished } = verifyCase(dir, head);
  const others = differences.filter(({ kind }) => kind !== 'head').length + unfinished.length;
  return { detected: differences.length + unfinished.length > 0, withoutHead: others > 0 };
}

/** Puts bytes in the place of the journal, looks, and restores it. */
function withJournal(whole: Whole, bytes: Buffer): { detected: boolean; withoutHead: boolean } {
  const file = join(whole.dir, 'journal.jsonl');
  writeFileSync(file, bytes);
  const seen = look(whole);
  writeFileSync(file, whole.journal);
  return seen;
}

/** Cuts the journal at each of these lengths, and resumes it. */
export function cutJournal(whole: Whole, lengths: number[]): Damage {
  const damage: Damage = { what: 'journal cut at a byte', tried: 0, lost: 0, undetected: 0, withoutHead: 0 };
  const path = join(newFolder(), 'journal.jsonl');
  for (const length of lengths) {
    const bytes = whole.journal.subarray(0, length);
    const { detected, withoutHead } = withJournal(whole, bytes);
    const left = bytes.toString('latin1').split('\n').length - 1;
    writeFileSync(path, bytes);
    const writer = JournalWriter.resume(path, clock);
    writer.append({ type: 'NOTE', data: { by: 'A', account: 'a', source: 'terminal', text: 'on' } });
    writer.close();
    const after = parseJournal(readFileSync(path));
    damage.tried += 1;
    damage.lost += Number(after.broken !== null || after.torn.length > 0 || after.entries.length !== left + 1);
    damage.undetected += Number(!detected);
    damage.withoutHead += Number(!withoutHead);
  }
  return damage;
}

/** What somebody does who knows the folder: cuts whole entries off the end, and removes what only they name. */
export function cutEnds(whole: Whole): Damage {
  const damage: Damage = { what: 'whole entries cut off the end, with the files that they name', ...none };
  const lines = whole.journal.toString('utf8').trimEnd().split('\n');
  for (let left = 1; left < lines.length; left += 1) {
    const bytes = Buffer.from(
      lines
        .slice(0, left)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const kept = namedFiles(parseJournal(bytes).entries);
    // An attempt that began is a file, too.
    const started = whole.files.filter((file) =>
      bytes.includes(`"collector":"${/^evidence\/(\w+)\./.exec(file)?.[1]}"`),
    );
    const removed = whole.files.filter((file) => !kept.has(file) && !started.includes(file));
    for (const file of removed) renameSync(join(whole.dir, file), `${whole.dir}-${file.replaceAll('/', '-')}`);
    // An empty folder of an attachment would be listed.
    const attached = removed.map((file) => join(whole.dir, dirname(file))).filter((folder) => /A\d+$/.test(folder));
    for (const folder of attached) rmdirSync(folder);
    const { detected, withoutHead } = withJournal(whole, bytes);
    for (const folder of attached) mkdirSync(folder);
    for (const file of removed) renameSync(`${whole.dir}-${file.replaceAll('/', '-')}`, join(whole.dir, file));
    damage.tried += 1;
    damage.undetected += Number(!detected);
    damage.withoutHead += Number(!withoutHead);
  }
  return damage;
}

/** Flips these bits of the journal; what follows them is read no more, what precedes them stays. */
export function flipJournal({ journal, head }: Whole, bits: number[]): Damage {
  const damage: Damage = { what: 'bit flipped in the journal', tried: 0, lost: 0, undetected: 0, withoutHead: 0 };
  for (const bit of bits) {
    const changed = Buffer.from(journal);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const parsed = parseJournal(changed);
    const line =
      journal
        .subarray(0, bit >> 3)
        .toString('latin1')
        .split('\n').length - 1;
    const quiet = journalDifferences(parsed).length === 0;
    damage.tried += 1;
    damage.lost += Number(parsed.entries.length < line);
    damage.withoutHead += Number(quiet);
    damage.undetected += Number(quiet && parsed.entries.at(-1)?.hash === head);
  }
  return damage;
}

/** Deletes, doubles and swaps lines, and writes the whole chain again after a change. */
export function changeLines(whole: Whole): Damage {
  const damage: Damage = { what: 'journal line deleted, doubled, swapped or rewritten', ...none };
  const lines = whole.journal.toString('utf8').trimEnd().split('\n');
  const all = lines.flatMap((line, at) => [
    lines.toSpliced(at, 1),
    lines.toSpliced(at, 0, line),
    ...(at > 0 ? [lines.toSpliced(at - 1, 2, line, lines[at - 1]!)] : []),
    chainAnew(lines, at),
  ]);
  for (const changed of all) {
    const text = changed.map((line) => `${line}\n`).join('');
    const { detected, withoutHead } = withJournal(whole, Buffer.from(text));
    damage.tried += 1;
    damage.undetected += Number(!detected);
    damage.withoutHead += Number(!withoutHead);
  }
  return damage;
}

/** What somebody does who knows how the chain is made: change an entry, then every hash from there on. */
function chainAnew(lines: string[], from: number): string[] {
  let prev = from === 0 ? genesis : (JSON.parse(lines[from - 1]!) as { hash: string }).hash;
  return lines.map((line, at) => {
    if (at < from) return line;
    const { hash: _, ...entry } = JSON.parse(line) as { hash: string; at: string; prev: string };
    const body = JSON.stringify({ ...entry, at: at === from ? '2001-01-01T00:00:00.000Z' : entry.at, prev });
    prev = sha256(body);
    return `${body.slice(0, -1)},"hash":"${prev}"}`;
  });
}

const none = { tried: 0, lost: 0, undetected: 0, withoutHead: 0 };

/** Cuts and flips every other file of the case. @param every takes each byte, or some of them. */
export function damageFiles(whole: Whole, every: number, seed: number): Damage[] {
  const cut: Damage = { what: 'other file cut at a byte', ...none };
  const flip: Damage = { what: 'bit flipped in another file', ...none };
  const named = namedFiles(parseJournal(whole.journal).entries);
  // The part of verifyCase that looks at this file; moveFiles has all of it look at every file.
  const look = (damage: Damage, name: string) => {
    const found = compare(whole.dir, name, named.get(name)!).length > 0;
    damage.tried += 1;
    damage.undetected += Number(!found);
    damage.withoutHead += Number(!found);
  };
  for (const name of whole.files) {
    const file = join(whole.dir, name);
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += every) {
      writeFileSync(file, bytes.subarray(0, at));
      look(cut, name);
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << ((at * 31 + seed) & 7);
      writeFileSync(file, changed);
      look(flip, name);
    }
    writeFileSync(file, bytes);
  }
  return [cut, flip];
}

/** Removes, renames and adds files. */
export function moveFiles(whole: Whole): Damage {
  const damage: Damage = { what: 'file removed, renamed, added or made longer', ...none };
  for (const name of whole.files) {
    const file = join(whole.dir, name);
    const bytes = readFileSync(file);
    rmSync(file);
    count(damage, whole);
    writeFileSync(file, bytes);
    renameSync(file, `${file}.x`);
    count(damage, whole);
    renameSync(`${file}.x`, file);
    writeFileSync(`${file}.added`, bytes);
    count(damage, whole);
    rmSync(`${file}.added`);
    appendFileSync(file, '\n');
    count(damage, whole);
    writeFileSync(file, bytes);
  }
  return damage;
}

function count(damage: Damage, whole: Whole): void {
  const { detected, withoutHead } = look(whole);
  damage.tried += 1;
  damage.undetected += Number(!detected);
  damage.withoutHead += Number(!withoutHead);
}

/** Every byte, bit, line and file of a finished case. */
export const damages: Part = async function* ({ seed }) {
  const whole = takeApart(await finishedCase(newFolder()));
  const all = [
    cutJournal(whole, below(whole.journal.length)),
    flipJournal(whole, below(whole.journal.length * 8)),
    cutEnds(whole),
    changeLines(whole),
    ...damageFiles(whole, 1, seed),
    moveFiles(whole),
  ];
  for (const damage of all) {
    const { undetected, lost } = damage;
    yield { ...damage, wrong: undetected + lost > 0 ? [`${undetected} undetected, ${lost} lost`] : [] };
  }
};
