import { isDeviceName } from '../case/reserved.js';
import { clean } from '../domain/clean.js';
import { limits } from './layout.js';

/**
 * Why a path of a bag could lead elsewhere, or to another file on another system; null when it is the same plain file
 * everywhere. Percent signs are refused too: BagIt spells them `%25` in manifests, which `sha256sum -c` does not read.
 */
export function pathProblem(path: string): string | null {
  if (path.length === 0 || path.length > limits.pathLength) return `a path of ${path.length} characters`;
  if (clean(path) !== path) return 'a path with hidden or control characters';
  if (path.normalize('NFC') !== path) return 'a path that is not in Unicode normal form C';
  if (path.startsWith('/')) return 'an absolute path';
  if (/[\\:*?"<>|%]/.test(path)) return 'a path with one of \\ : * ? " < > | %';
  const names = path.split('/');
  if (names.length > limits.depth) return `a path with ${names.length} levels`;
  for (const name of names) {
    if (name === '' || name === '.' || name === '..') return 'a path that is not plain (empty, . or ..)';
    if (name.length > limits.nameLength) return `a name of ${name.length} characters`;
    if (/^\s|[\s.]$/u.test(name)) return 'a name with a blank at an end or a dot at its end';
    if (isDeviceName(name)) return 'the name of a Windows device';
    if (/~\d/.test(name)) return 'a name that could be the short name of another file';
  }
  return null;
}

/** One key for all spellings that some file system takes for the same name. */
const fold = (path: string): string => path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** Why these paths can't be in one folder on every system; null when they can. */
export function collision(paths: Iterable<string>): string | null {
  const seen = new Map<string, { path: string; kind: 'file' | 'folder' }>();
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth += 1) {
      const prefix = names.slice(0, depth).join('/');
      const kind = depth === names.length ? 'file' : 'folder';
      const other = seen.get(fold(prefix));
      if (!other) seen.set(fold(prefix), { path: prefix, kind });
      else if (other.path !== prefix) return `${prefix} and ${other.path} are one name on some systems`;
      else if (kind === 'file' || other.kind === 'file') return `${prefix} is there twice`;
    }
  }
  return null;
}
