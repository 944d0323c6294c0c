import { findCase } from '../../case/find.js';
import { reportInput, viewCase } from '../../casework/case-view.js';
import { type CaseOptions, withCase } from '../../casework/open-case.js';
import { headLine, writeReport } from '../../casework/write-report.js';
import { usageError } from '../../errors.js';
import { type Export, exportsByName } from '../../exports/index.js';
import { answerBytes, print } from '../../terminal/print.js';

export interface ReportOptions extends CaseOptions {
  format: string;
}

/** `casefile report`: writes the report of a case in any state, and returns its path. */
export async function reportAgain(named: string | undefined, options: ReportOptions): Promise<string> {
  const format = formatNamed(options);
  return withCase(named, options, (folder) => {
    const path = writeReport(folder, format);
    print(headLine(folder.journal.head));
    return path;
  });
}

/** `casefile report --stdout`: the same bytes without touching the case, even while another process works on it. */
export const reportBytes = (named: string | undefined, options: ReportOptions): Uint8Array =>
  formatNamed(options).render(reportInput(viewCase(findCase(named, options.caseDir))));

export const printReport = (named: string | undefined, options: ReportOptions): void =>
  answerBytes(reportBytes(named, options));

function formatNamed({ format }: ReportOptions): Export {
  const found = exportsByName.get(format);
  if (found) return found;
  throw usageError('format-unknown', {
    what: `There is no report format ${format}`,
    expected: `one of: ${[...exportsByName.keys()].join(', ')}`,
    next: 'casefile report CASE --format md --stdout',
  });
}
