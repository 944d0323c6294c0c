import { lstatSync, type Stats } from 'node:fs';
import { inCase, layout } from './layout.js';

/**
 * Why a case folder may have been written by somebody else: its owner, or a mode that lets others write. Null when it
 * is this account's alone. Windows keeps this in access lists, which Node.js doesn't read: there it is always null.
 */
export function sharedWith(dir: string): string | null {
  const account = process.geteuid?.();
  if (account === undefined) return null;
  for (const path of [dir, inCase(dir, layout.journal)]) {
    const reason = reasonOf(lstatSync(path), account);
    if (reason !== null) return `${path} ${reason}`;
  }
  return null;
}

function reasonOf({ uid, mode }: Pick<Stats, 'uid' | 'mode'>, account: number): string | null {
  if (uid !== account) return `belongs to another account (user id ${uid})`;
  return (mode & 0o022) === 0 ? null : `can be written by other accounts (mode ${(mode & 0o777).toString(8)})`;
}
