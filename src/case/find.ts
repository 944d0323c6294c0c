import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { storageError, usageError, verificationError } from '../errors.js';
import { isThere } from '../files/refusal.js';
import { layout } from './layout.js';
import { sharedWith } from './owner.js';
import { refuseReserved } from './reserved.js';

/** A folder that this account can't look into counts: reading it then reports why. */
const isCase = (dir: string): boolean => isThere(join(dir, layout.journal));

/**
 * Ids of all cases in a parent folder, oldest first; none when the folder doesn't exist yet.
 * @throws KnownError exit 2 when it is a file or has a reserved name, exit 7 when it can't be read.
 */
export function listCases(parent: string): string[] {
  return entriesOf(parent)
    .filter((entry) => entry.isDirectory() && isCase(join(parent, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

function entriesOf(parent: string): Dirent[] {
  refuseReserved(parent);
  try {
    return readdirSync(parent, { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isBelowFile = code === 'ENOTDIR' || (code === 'ENOENT' && nearestIsFile(resolve(parent)));
    if (code === 'ENOENT' && !isBelowFile) return [];
    const told = { where: resolve(parent), next: 'Name the folder of cases with --case-dir.' };
    if (isBelowFile)
      throw usageError('case-dir', {
        what: 'The folder of cases is a file, or it is below a file',
        expected: 'a folder',
        ...told,
      });
    throw storageError('unreadable', {
      what: `The folder of cases cannot be read (${message})`,
      expected: 'a folder that this account can read',
      ...told,
    });
  }
}

/** Windows reports a path below a file as ENOENT, so the nearest existing path tells the two apart. */
function nearestIsFile(path: string): boolean {
  let nearest = path;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return statSync(nearest, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Finds a case folder by path or by id. Without either there must be exactly one case, so that nobody resumes
 * another case than they think.
 */
export function findCase(named: string | undefined, parent: string): string {
  const cases = listCases(parent);
  if (named !== undefined) {
    const candidates = isAbsolute(named) ? [named] : [resolve(named), resolve(parent, named)];
    const found = candidates.find(isCase);
    if (found) return found;
  } else if (cases.length === 1) return ownCase(resolve(parent, cases[0]!));
  throw usageError('case-not-found', {
    what:
      named === undefined
        ? `There are ${cases.length} cases, and the command names none of them`
        : `There is no case ${named}`,
    where: resolve(parent),
    expected: cases.length > 0 ? `one of: ${cases.join(', ')}` : 'a case folder (it contains journal.jsonl)',
    next: 'Name the case by its id or folder, or name the folder of cases with --case-dir.',
  });
}

/** The only case is taken without its name, so it must be this account's. @throws KnownError exit 5. */
function ownCase(dir: string): string {
  const shared = sharedWith(dir);
  if (shared === null) return dir;
  throw verificationError('case-of-others', {
    what: `The only case here may have been written by somebody else: ${shared}`,
    where: dir,
    expected: 'a folder that belongs to this account and that no other account can write',
    next: `Nothing was started. If you trust it, name it: casefile resume "${dir}"`,
  });
}
