import { viewCase } from '../../casework/case-view.js';
import { type CaseOptions, withCase } from '../../casework/open-case.js';
import { account } from '../../casework/responder.js';
import { writeReport } from '../../casework/write-report.js';
import { reviewOf } from '../../domain/folds/review.js';
import { usageError } from '../../errors.js';

export interface ReviewOptions extends CaseOptions {
  by: string;
  because?: string;
  json?: boolean;
}

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
 * `casefile review`: journals that a second person reviewed the verdict and the decisions on actions as they stand now.
 * @throws KnownError exit 2 when there is no verdict yet, or when the reviewer is one of those who decided.
 */
export async function reviewCase(named: string | undefined, options: ReviewOptions): Promise<Review> {
  const by = options.by.trim();
  return withCase(named, options, (folder) => {
    const { journal, dir, playbook } = folder;
    const { verdict } = viewCase(dir).state.context;
    if (!verdict)
      throw usageError('nothing-to-review', {
        what: 'This case has no verdict yet',
        where: dir,
        expected: 'a case that has a verdict',
        next: 'casefile resume CASE',
      });
    const { decidedBy } = reviewOf(journal.entries, playbook.verdict);
    if (by === '' || decidedBy.some((name) => name.trim().toLowerCase() === by.toLowerCase()))
      throw usageError('reviewer-decided', {
        what: by === '' ? '--by is empty' : `${by} decided in this case, so a second person has to review it`,
        expected: `the name of somebody other than ${decidedBy.join(', ')}`,
        next: 'casefile review CASE --by NAME',
      });
    const { level } = verdict;
    journal.append({
      type: 'REVIEWED',
      data: { by, account: account(), source: 'command', level, because: options.because ?? null },
    });
    return { schema: 'casefile/review@1', dir, report: writeReport(folder), by, level, head: journal.head };
  });
}
