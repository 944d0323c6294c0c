import { openedOf } from '../../case/resume.js';
import { viewCase } from '../../casework/case-view.js';
import { type CaseOptions, withCase } from '../../casework/open-case.js';
import { account } from '../../casework/responder.js';
import { writeReport } from '../../casework/write-report.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { type OpenWork, openWork } from './open-work.js';

export interface HandoverOptions extends CaseOptions {
  to: string;
  note?: string;
  responder?: string;
  json?: boolean;
}

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
 * `casefile handover`: journals who takes a case over, writes its report again and lists what is open in it.
 * @throws KnownError exit 2 without a name; exit 6 while somebody works on the case.
 */
export async function handOver(named: string | undefined, options: HandoverOptions): Promise<Handover> {
  const to = options.to.trim();
  if (to === '')
    throw usageError('name-missing', {
      what: '--to is empty',
      expected: 'the name of the next responder',
      next: 'casefile handover CASE --to "A. Meyer"',
    });
  return withCase(named, options, (folder) => {
    const { journal, dir } = folder;
    const from = options.responder ?? responderOf(journal.entries)!;
    const note = options.note ?? null;
    journal.append({ type: 'HANDED_OVER', data: { by: from, account: account(), source: 'command', to, note } });
    const report = writeReport(folder);
    const { case: id } = openedOf(journal.entries, dir).data;
    const open = openWork(viewCase(dir));
    return { schema: 'casefile/handover@1', case: id, dir, report, from, to, note, open, head: journal.head };
  });
}
