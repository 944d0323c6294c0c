import { lstatSync } from 'node:fs';
import { findCase } from '../../case/find.js';
import { inCase } from '../../case/layout.js';
import { isReport } from '../../case/unfinished.js';
import { type Difference, type Verification, verifyCase } from '../../case/verify.js';
import { reportInput, viewCase } from '../../casework/case-view.js';
import { type SetBack, setBacks } from '../../domain/folds/set-back.js';
import { KnownError, usageError } from '../../errors.js';
import { exportsByName } from '../../exports/index.js';
import { hashOnDisk, sha256 } from '../../files/hash.js';

export interface VerifyOptions {
  caseDir: string;
  head?: string;
  json?: boolean;
}

export interface VerifiedCase extends Verification {
  dir: string;
  /** Entries dated before the entry before them. They don't count as a difference: the hash chain is unbroken. */
  setBack: SetBack[];
}

/**
 * `casefile verify`: checks the hash chain and the files against each other, and lists every difference.
 * @throws KnownError exit 2 when the noted head isn't a hash.
 */
export function verifyNamedCase(named: string | undefined, options: VerifyOptions): VerifiedCase {
  const dir = findCase(named, options.caseDir);
  const verification = verifyWithReport(dir, options.head === undefined ? undefined : notedHead(options.head));
  return { dir, ...verification, setBack: setBacks(verification.entries) };
}

function notedHead(text: string): string {
  if (/^[0-9a-f]{16,64}$/i.test(text.trim())) return text.trim().toLowerCase();
  throw usageError('head-malformed', {
    what: `--head ${text} is not a head hash`,
    expected: '64 hexadecimal digits, or at least the first 16 of them',
    next: 'The head is printed at the end of a run, and is `head` in its --json document.',
  });
}

/**
 * Verifies a case, and treats a report that the journal doesn't name as the trace of a process that died after writing it.
 * Such a report isn't a difference when the case gives the same bytes now.
 */
export function verifyWithReport(dir: string, noted?: string): Verification {
  const verification = verifyCase(dir, noted);
  const isOwn = ({ file, kind }: Difference) => {
    if (!isReport(file) || (kind !== 'changed' && kind !== 'extra')) return false;
    const made = reportNow(dir, file.slice(file.indexOf('.') + 1));
    return made !== null && isSame(inCase(dir, file), made);
  };
  const own = verification.differences.filter(isOwn);
  return {
    ...verification,
    differences: verification.differences.filter((difference) => !own.includes(difference)),
    unfinished: [
      ...verification.unfinished,
      ...own.map(({ file }) => ({ file, detail: 'the current report of the case, not journaled yet' })),
    ],
  };
}

function isSame(path: string, bytes: Buffer): boolean {
  try {
    return lstatSync(path).isFile() && hashOnDisk(path) === sha256(bytes);
  } catch {
    return false; // A pipe or a link with the name of a report is a difference.
  }
}

function reportNow(dir: string, extension: string): Buffer | null {
  const format = [...exportsByName.values()].find((each) => each.extension === extension);
  try {
    return format ? Buffer.from(format.render(reportInput(viewCase(dir)))) : null;
  } catch (error) {
    if (error instanceof KnownError) return null; // The case doesn't verify; that is reported elsewhere.
    throw error;
  }
}
