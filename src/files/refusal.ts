import { existsSync, statSync } from 'node:fs';

/** Is something there? What may not be looked at counts: whoever reads it says why it cannot be read. */
export const isThere = (path: string): boolean => existsSync(path) || refusalOf(path) !== null;

/**
 * Why this account may not look at what lies there, as the system's code; null where it may, or where nothing lies there.
 * `existsSync` says false for both: what may not be looked at must not be called absent.
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
