import { readdirSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../../errors.js';

/** One recorded attempt of a collector. */
export interface Attempt {
  collector: string;
  attempt: number;
  file: string;
}

/**
 * The attempts that an evidence folder holds, by collector and then the newest first.
 * @throws KnownError exit 2 when the folder is missing or holds none.
 */
export function listAttempts(folder: string): Attempt[] {
  const expected = 'files named <collector>.<attempt>.jsonl, as in the evidence folder of a case';
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw usageError('replay-folder', {
      what: `The evidence folder cannot be read (${code})`,
      where: folder,
      expected,
    });
  }
  const attempts = names.flatMap((name) => {
    const match = /^([A-Za-z][A-Za-z0-9_-]*)\.([1-9]\d{0,5})\.jsonl$/.exec(name);
    return match ? [{ collector: match[1]!, attempt: Number(match[2]), file: path.join(folder, name) }] : [];
  });
  if (attempts.length === 0) {
    throw usageError('replay-folder', { what: 'The folder holds no evidence', where: folder, expected });
  }
  return attempts.sort((a, b) =>
    a.collector < b.collector ? -1 : a.collector > b.collector ? 1 : b.attempt - a.attempt,
  );
}
