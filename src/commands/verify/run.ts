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
import { span } from '../../report/nodes/time.js';
import { print } from '../../terminal/print.js';

/**
 * `casefile verify`: chain and files against each other; every difference is listed. Entries dated before the one before
 * them are named, and are no difference: the chain holds.
 * @throws KnownError exit 2 for a noted head that is no hash.
 */
export function verify(
  named: string | undefined,
  options: { caseDir: string; head?: string },
): Verification & { dir: string; setBack: SetBack[] } {
  const dir = findCase(named, options.caseDir);
  const verification = verifyWithReport(dir, options.head === undefined ? undefined : notedHead(options.head));
  const { entries, checked, head, differences, unfinished } = verification;
  for (const { kind, file, detail } of differences) print(`${kind}  ${file}  ${detail}`);
  for (const { file, detail } of unfinished) print(`unfinished  ${file}  ${detail}`);
  const setBack = setBacks(entries);
  for (const { seq, milliseconds } of setBack)
    print(
      `clock  entry ${seq} is dated ${span(milliseconds)} before the one before it: set back, another machine, or by hand`,
    );
  print(`${entries.length} journal entries, ${checked} files: ${differences.length} differences`);
  print(`head ${head ?? 'none'}`);
  if (options.head === undefined)
    print('Entries cut off at the end leave no trace here: compare the head with the one noted, by --head HASH.');
  return { dir, ...verification, setBack };
}

function notedHead(text: string): string {
  if (/^[0-9a-f]{16,64}$/i.test(text.trim())) return text.trim().toLowerCase();
  throw usageError('head-malformed', {
    what: `--head ${text} is no head hash`,
    expected: '64 hexadecimal digits, or the first 16 or more of them',
    next: 'It is printed at the end of a run, and stands in --json as head.',
  });
}

/**
 * A report is written, then journaled; a process that dies in between leaves one that the journal does not know. It is no
 * difference where its bytes are those that the case gives now: the journal says all that is in it.
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
      ...own.map(({ file }) => ({ file, detail: 'the report of the case as it stands, and not journaled yet' })),
    ],
  };
}

function isSame(path: string, bytes: Buffer): boolean {
  try {
    return lstatSync(path).isFile() && hashOnDisk(path) === sha256(bytes);
  } catch {
    return false; // A pipe under the name of a report is a difference, as a link is.
  }
}

function reportNow(dir: string, extension: string): Buffer | null {
  const format = [...exportsByName.values()].find((each) => each.extension === extension);
  try {
    return format ? Buffer.from(format.render(reportInput(viewCase(dir)))) : null;
  } catch (error) {
    if (error instanceof KnownError) return null; // The case does not verify, and says so elsewhere.
    throw error;
  }
}
