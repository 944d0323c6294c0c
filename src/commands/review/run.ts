import { findCase } from '../../case/find.js';
import { viewCase } from '../../casework/case-view.js';
import { openCase } from '../../casework/open-case.js';
import { account } from '../../casework/setup.js';
import { writeReport } from '../../casework/work.js';
import { reviewOf } from '../../domain/folds/review.js';
import { usageError } from '../../errors.js';

/** The document of `casefile review --json`. */
export interface Review {
  schema: 'casefile/review@1';
  /** Absolute paths. */
  dir: string;
  report: string;
  by: string;
  /** The verdict that was reviewed. */
  level: string;
  head: string;
}

/**
 * `casefile review`: a second person puts a name under the verdict and the decisions on actions, as they stand now.
 * @throws KnownError exit 2 where there is no verdict yet, or where the name is one of those who decided.
 */
export function review(
  named: string | undefined,
  options: { caseDir: string; by: string; because?: string; forceUnlock?: boolean },
): Review {
  const by = options.by.trim();
  const folder = openCase(findCase(named, options.caseDir), options);
  try {
    const { verdict } = viewCase(folder.dir).state.context;
    if (!verdict)
      throw usageError('nothing-to-review', {
        what: 'This case has no verdict yet',
        where: folder.dir,
        expected: 'a case with a verdict that stands',
        next: 'casefile resume CASE',
      });
    const { decidedBy } = reviewOf(folder.journal.entries, folder.playbook.verdict);
    if (by === '' || decidedBy.some((name) => name.trim().toLowerCase() === by.toLowerCase()))
      throw usageError('reviewer-decided', {
        what: by === '' ? '--by names nobody' : `${by} decided in this case, so this would be no second name`,
        expected: `somebody else than ${decidedBy.join(', ')}`,
        next: 'casefile review CASE --by NAME',
      });
    folder.journal.append({
      type: 'REVIEWED',
      data: { by, account: account(), source: 'command', level: verdict.level, because: options.because ?? null },
    });
    const { path: report } = writeReport(folder);
    return {
      schema: 'casefile/review@1',
      ...{ dir: folder.dir, report, by, level: verdict.level, head: folder.journal.head },
    };
  } finally {
    folder.close();
  }
}

/** The same for people. */
export const reviewText = ({ by, level, report, head }: Review): string[] => [
  `Reviewed by ${by}: ${level}`,
  `Report        ${report}`,
  `Head          ${head}   (note it elsewhere: it seals the journal)`,
];
