import { lstatSync, statSync } from 'node:fs';
import type { FileRef } from '../domain/file.js';
import type { JournalEntry, JournalType } from '../domain/journal.js';
import { pieces } from '../files/ordinary.js';
import { folders, inCase, layout } from './layout.js';
import type { Found } from './walk.js';

/** A file that the journal doesn't name, and that casefile leaves when a process dies between two writes. */
export interface Unfinished {
  file: string;
  detail: string;
}

/** What an unjournaled path of a case is. Not `left`: casefile leaves nothing like it, so somebody else put it there. */
export interface Unnamed {
  left: boolean;
  detail: string;
}

const left = (detail: string): Unnamed => ({ left: true, detail });
const extra = (detail: string): Unnamed => ({ left: false, detail });

/** What the journal says about the folder that is looked at. */
export interface Known {
  dir: string;
  named: Map<string, FileRef>;
  attempts: Set<string>;
  /** What the next entry of each kind would name. */
  next: { analysis: string; attachmentFolder: string; alertStart: string };
  /** Number of paths below the folder of the next attachment. */
  inNextAttachment: number;
}

/** @param unnamed paths of the folder that the journal doesn't name. */
export function knownOf(dir: string, entries: JournalEntry[], named: Map<string, FileRef>, unnamed: Found[]): Known {
  const next = (type: JournalType) => entries.filter((entry) => entry.type === type).length + 1;
  const attempts = entries.flatMap(({ type, data }) =>
    type === 'COLLECTING' ? [layout.evidenceFile(data.collector, data.attempt)] : [],
  );
  const attachmentFolder = layout.attachmentFile(`A${next('ATTACHED')}`, '');
  return {
    ...{ dir, named, attempts: new Set(attempts) },
    next: {
      analysis: layout.analysisFile(next('ANALYSED')),
      attachmentFolder,
      alertStart: layout.joinedAlert(next('JOINED') + 1, '.'),
    },
    inNextAttachment: unnamed.filter(({ path }) => path.startsWith(attachmentFolder)).length,
  };
}

/**
 * What a path is that the journal doesn't name: a lock, a torn line, an attempt without an end, an unfinished write, the
 * next file of its kind, written before its entry, or something that casefile doesn't leave. Null for an empty folder that
 * every case has.
 */
export function classifyUnnamed({ path, kind }: Found, known: Known): Unnamed | null {
  if (kind === 'emptyFolder') return classifyEmptyFolder(path, known);
  if (kind === 'other') return extra("the journal does not name it, and it isn't an ordinary file");
  const { dir, named, attempts, next, inNextAttachment } = known;
  const state = stateDetail(path, dir);
  if (state !== null) return left(state);
  if (attempts.has(path)) return left('an attempt that has no end in the journal');
  if (path.startsWith(next.attachmentFolder) && inNextAttachment > 1)
    return extra(`one of ${inNextAttachment} paths in a folder where casefile leaves at most one file`);
  const whole = path.replace(/\.part$/, '');
  if (whole !== path && (named.has(whole) || isNext(whole, known) || isReport(whole)))
    return left(`an unfinished write of ${whole}: ${unchecked(dir, path)}`);
  if (isNext(path, known)) return left(`written but not journaled: ${unchecked(dir, path)}`);
  return extra('the journal does not name it');
}

/** Files of a process that works on the case, or that did. Null for any other. */
function stateDetail(file: string, dir: string): string | null {
  if (file === layout.lock) return 'a process works on the case, or died while it did';
  if (/^lock\.(?:displaced\.)?\d+(?:\.[0-9a-f]{16})?$/.test(file))
    return 'a process takes the lock, or died while it did';
  if (file === layout.reserve) return 'space for a last entry, left by a process that died';
  return file === layout.torn ? tornDetail(dir) : null;
}

/** A journal that a process left torn has the beginning of an entry at its end. Other bytes were put there. */
function tornDetail(dir: string): string {
  const path = inCase(dir, layout.torn);
  const [first = Buffer.alloc(0)] = pieces(path);
  const text = first.toString('latin1');
  const begin = '{"v":1,"seq":';
  const begins = text.length < begin.length ? begin.startsWith(text) : text.startsWith(begin);
  const what =
    begins && !/[\x00-\x1f]/.test(text)
      ? 'of an entry that was never acknowledged'
      : "that aren't the beginning of an entry: a broken disk or somebody else wrote them";
  return `${statSync(path).size} bytes ${what}; cut off the journal when the case was resumed`;
}

/** The process that works on the case may have removed it meanwhile. */
const unchecked = (dir: string, file: string): string =>
  `${lstatSync(inCase(dir, file), { throwIfNoEntry: false })?.size ?? 0} bytes that no hash covers`;

/** Casefile makes some folders before there is a file for them. */
function classifyEmptyFolder(path: string, { next }: Known): Unnamed | null {
  if ((folders as string[]).includes(path.slice(0, -1))) return null;
  return path === next.attachmentFolder || path === 'alerts/'
    ? left('an empty folder for a file that was not written')
    : extra('an empty folder that casefile does not make');
}

/** Reports are made again from the journal. The caller checks whether this is one. */
export const isReport = (file: string): boolean => /^report\/report\.[a-z0-9.]+$/.test(file);

/** Is it the file that the next entry of its kind would name? */
function isNext(file: string, { next }: Known): boolean {
  const isBelow = (start: string, name: RegExp) => file.startsWith(start) && name.test(file.slice(start.length));
  return (
    file === next.analysis ||
    isBelow(next.attachmentFolder, /^\w[\w.-]{0,59}$/) ||
    isBelow(next.alertStart, /^\w{1,8}$/)
  );
}
