import { findCase } from '../../case/find.js';
import { openCase } from '../../casework/open-case.js';
import { account } from '../../casework/setup.js';
import { writeReport } from '../../casework/work.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { type OpenWork, openWork, openWorkText } from './open-work.js';

/** The document of `casefile handover --json`. */
export interface Handover {
  schema: 'casefile/handover@1';
  case: string;
  /** Absolute paths. */
  dir: string;
  report: string;
  from: string;
  to: string;
  note: string | null;
  open: OpenWork;
  head: string;
}

/**
 * `casefile handover`: journals who goes on with a case, writes its report anew and says what is open in it.
 * @throws KnownError exit 2 without a name; exit 6 while somebody works on the case.
 */
export function handover(
  named: string | undefined,
  options: { caseDir: string; to: string; note?: string; responder?: string; forceUnlock?: boolean },
): Handover {
  const to = options.to.trim();
  if (to === '')
    throw usageError('name-missing', {
      what: '--to names nobody',
      expected: 'the name of the next responder',
      next: 'casefile handover CASE --to "A. Meyer"',
    });
  const folder = openCase(findCase(named, options.caseDir), options);
  try {
    const from = options.responder ?? responderOf(folder.journal.entries)!;
    const note = options.note ?? null;
    folder.journal.append({
      type: 'HANDED_OVER',
      data: { by: from, account: account(), source: 'command', to, note },
    });
    const { path: report, view } = writeReport(folder);
    const opened = view.journal[0]!;
    return {
      schema: 'casefile/handover@1',
      case: opened.type === 'OPENED' ? opened.data.case : '',
      ...{ dir: folder.dir, report, from, to, note },
      open: openWork(view),
      head: folder.journal.head,
    };
  } finally {
    folder.close();
  }
}

/** The same for people, a line each. */
export const handoverText = ({ case: id, dir, report, from, to, open, head }: Handover): string[] => [
  `Case ${id}: from ${from} to ${to}`,
  ...openWorkText(open),
  `Report        ${report}`,
  `Head          ${head}   (note it elsewhere: it seals the journal)`,
  ...(open.pending ? [`Go on         casefile resume "${dir}"`] : []),
];
