import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readAnalysis } from '../../../src/case/analysis/read.js';
import { parseJournal, readJournal } from '../../../src/case/journal/journal.js';
import { folders, inCase, layout } from '../../../src/case/layout.js';
import { loadPinned } from '../../../src/case/resume.js';
import { isReport } from '../../../src/case/unfinished.js';
import { compare, namedFiles } from '../../../src/case/verify.js';
import { viewCase } from '../../../src/casework/case-view.js';
import { load } from '../../../src/casework/playbooks.js';
import { listedCases } from '../../../src/commands/list/run.js';
import { reportBytes } from '../../../src/commands/report/run.js';
import { resumeNamedCase } from '../../../src/commands/resume/run.js';
import { verifyNamedCase, verifyWithReport } from '../../../src/commands/verify/run.js';
import type { Analysis } from '../../../src/domain/analysis.js';
import type { FileRef } from '../../../src/domain/file.js';
import type { JournalEntry } from '../../../src/domain/journal.js';
import { KnownError, Stopped } from '../../../src/errors.js';
import { compileMachine } from '../../../src/machine/compile.js';
import { whatIsDue } from '../../../src/machine/due.js';
import { type CaseState, fold, initialState, step, toEvent } from '../../../src/machine/fold.js';
import { newFolder } from '../../helpers/casefile.js';
import { below } from '../order.js';

/** What was tried at prefixes of a journal, and what was wrong, a sentence each. */
export interface Prefixes {
  tried: number;
  of: number;
  wrong: string[];
}

/** A case, and a folder of evidence to resume with where the one that its journal names lies on another machine. */
export interface Story {
  name: string;
  dir: string;
  replay?: string;
}

/**
 * Folds every prefix of a journal from its beginning, on a machine of its own: the state is the one that a machine is in
 * which was there all the time and took one entry after the other.
 */
export function foldAgain({ name, dir }: Story): Prefixes {
  const { entries } = readJournal(inCase(dir, layout.journal));
  const playbook = loadPinned(dir, entries, load);
  const opened = entries[0] as JournalEntry<'OPENED'>;
  const known = new Map<string, Analysis>();
  const read = (ref: FileRef) => {
    const analysis = known.get(ref.file) ?? readAnalysis(dir, ref);
    known.set(ref.file, analysis);
    return analysis;
  };
  const plain = (state: CaseState) => ({
    ...{ value: state.value, status: state.status, due: whatIsDue(playbook, state) },
    // What does not survive JSON would show as a difference here.
    context: [state.context, JSON.parse(JSON.stringify(state.context))],
  });
  const machine = compileMachine(playbook);
  let running = initialState(machine, opened.data);
  const wrong: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const fresh = fold(compileMachine(playbook), entries.slice(0, at + 1), read);
    const event = toEvent(entry, read);
    // A revised answer is no step: what came after it is dropped, and the case is opened again.
    if (entry.type === 'REVISED') running = fresh;
    else if (event) running = step(machine, running, event);
    const { context, ...state } = plain(fresh);
    if (!isDeepStrictEqual(plain(running), { ...state, context }) || !isDeepStrictEqual(context[0], context[1]))
      wrong.push(`${name}, entry ${entry.seq} ${entry.type}: another state`);
  }
  return { tried: entries.length, of: entries.length, wrong };
}

/**
 * The case as it lay there when the journal had so many entries: the files that these name, what a machine without power
 * could have left of attempts that had no end yet, and the report of that moment, which is made again where a later one
 * lies in its place.
 */
export function cutTo({ dir }: Story, length: number, target: string): void {
  const journal = readFileSync(inCase(dir, layout.journal));
  const kept = parseJournal(journal).entries.slice(0, length);
  const named = namedFiles(kept);
  for (const folder of folders) mkdirSync(inCase(target, folder), { recursive: true });
  const copy = (file: string) => cpSync(inCase(dir, file), inCase(target, file), { recursive: true });
  for (const [file, ref] of named) if (compare(dir, file, ref).length === 0) copy(file);
  for (const { type, data } of kept) {
    const file = type === 'COLLECTING' ? layout.evidenceFile(data.collector, data.attempt) : null;
    if (file === null || named.has(file) || !existsSync(inCase(dir, file))) continue;
    const bytes = readFileSync(inCase(dir, file));
    writeFileSync(inCase(target, file), leftOf[length % leftOf.length]!(bytes));
  }
  const lines = journal.toString('utf8').split('\n').slice(0, length);
  writeFileSync(inCase(target, layout.journal), lines.map((line) => `${line}\n`).join(''));
  for (const [file] of named)
    if (isReport(file) && !existsSync(inCase(target, file)))
      writeFileSync(inCase(target, file), reportBytes(target, { caseDir: target, format: formatOf(file) }));
}

/** The half of a file; that with zeros before it, inside it, or in its place. */
const leftOf: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes.subarray(0, bytes.length >> 1),
  (bytes) => Buffer.concat([Buffer.alloc(bytes.length >> 1), bytes.subarray(bytes.length >> 1)]),
  (bytes) => Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.alloc(99), bytes.subarray(bytes.length >> 1)]),
  (bytes) => Buffer.alloc(bytes.length),
];

const formatOf = (file: string): string => file.slice(file.lastIndexOf('.') + 1);

/** Known errors and what a person does are no bugs. */
const isBug = (error: unknown): boolean =>
  error !== null && !(error instanceof KnownError) && !(error instanceof Stopped);

/** Says what was a bug; null where it was none. */
async function bugOf(act: () => unknown): Promise<string | null> {
  try {
    const done = await act();
    const error = (done as { error?: unknown } | undefined)?.error ?? null;
    return isBug(error) ? String((error as Error).stack) : null;
  } catch (error) {
    return isBug(error) ? String((error as Error).stack) : null;
  }
}

/** Commands print for people; here nobody reads it. */
async function quietly<T>(act: () => Promise<T>): Promise<T> {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    return await act();
  } finally {
    process.stderr.write = write;
  }
}

/**
 * Takes `verify`, `report`, `list` and `resume --no-input` to a case cut to some of its journal's prefixes, the empty one
 * included: none is a bug, what is whole verifies before and after, and no report of a case without a verdict hides that.
 */
export async function commandsAtPrefixes(story: Story, seed: number, most: number = 30): Promise<Prefixes> {
  const { entries } = readJournal(inCase(story.dir, layout.journal));
  const parent = newFolder();
  const lengths = below(entries.length + 1, entries.length < most ? undefined : Math.ceil(most / 15), seed);
  const dirOf = (length: number) => join(parent, `cut-to-${length}`);
  const wrong: string[] = [];
  const say = (length: number, what: string) => wrong.push(`${story.name}, ${length} entries: ${what}`);
  await quietly(async () => {
    for (const length of lengths) {
      const dir = dirOf(length);
      cutTo(story, length, dir);
      const options = { caseDir: parent, format: 'md', input: false };
      const notWhole = length === 0 ? [] : verifyWithReport(dir).differences;
      if (notWhole.length > 0) say(length, `does not verify: ${JSON.stringify(notWhole)}`);
      for (const [name, act] of [
        ['verify', () => verifyNamedCase(dir, options)],
        ['report', () => reportBytes(dir, options)],
        ['report --format csv', () => reportBytes(dir, { ...options, format: 'csv' })],
      ] as const) {
        const bug = await bugOf(act);
        if (bug) say(length, `${name}: ${bug}`);
      }
      if (length > 0 && viewCase(dir).state.context.verdict === null)
        if (!Buffer.from(reportBytes(dir, options)).includes('NOT CONCLUDED'))
          say(length, 'hides that it has no verdict');
    }
    const bug = await bugOf(() => listedCases(parent));
    if (bug) wrong.push(`${story.name}: list: ${bug}`);
    for (const length of lengths) {
      const dir = dirOf(length);
      const options = { caseDir: parent, input: false, ...(story.replay ? { replay: story.replay } : {}) };
      const bug = await bugOf(() => resumeNamedCase(dir, options, new AbortController().signal));
      if (bug) say(length, `resume: ${bug}`);
      const after = length === 0 ? [] : verifyWithReport(dir).differences;
      if (after.length > 0) say(length, `does not verify after resume: ${JSON.stringify(after)}`);
    }
  });
  return { tried: lengths.length, of: entries.length + 1, wrong };
}
