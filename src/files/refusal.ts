import { existsSync, statSync } from 'node:fs';

/** Is something there? A file that can't be looked at counts: reading it then reports why. */
export const isThere = (path: string): boolean => existsSync(path) || refusalOf(path) !== null;

/**
 * Why this account can't look at a file, as the system's code. Null when it can, or when nothing is there.
 * `existsSync` says false for both, but a file that can't be looked at must not be called absent.
 */
export function refusalOf(path: string): string | null {
  try {
    statSync(path);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return code === 'EACCES' || code === 'EPERM' ? code : null;
  }
}
