import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { usageError } from '../errors.js';
import { layout } from './layout.js';

const isCase = (dir: string): boolean => existsSync(join(dir, layout.journal));

/** Ids of all cases in a parent folder, oldest first. */
export function listCases(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isCase(join(parent, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Finds a case folder by path or by id. Without either there must be exactly one case, so that nobody goes on with
 * another case than they think.
 */
export function findCase(named: string | undefined, parent: string): string {
  const cases = listCases(parent);
  if (named !== undefined) {
    const candidates = isAbsolute(named) ? [named] : [resolve(named), resolve(parent, named)];
    const found = candidates.find(isCase);
    if (found) return found;
  } else if (cases.length === 1) return resolve(parent, cases[0]!);
  throw usageError('case-not-found', {
    what: named === undefined ? `There are ${cases.length} cases; which one is meant?` : `There is no case ${named}`,
    where: resolve(parent),
    expected: cases.length > 0 ? `one of: ${cases.join(', ')}` : 'a case folder (it holds journal.jsonl)',
    next: 'Name the case by its id or folder, or say where cases lie with --case-dir.',
  });
}
