import { findCase } from '../../case/find.js';
import { reportInput, viewCase } from '../../casework/case-view.js';
import { openCase } from '../../casework/open-case.js';
import { writeReport } from '../../casework/work.js';
import { usageError } from '../../errors.js';
import { type Export, exportsByName } from '../../exports/index.js';
import { print } from '../../terminal/print.js';

export interface ReportOptions {
  caseDir: string;
  format: string;
  forceUnlock?: boolean;
}

/** `casefile report`: writes the report of a case in any state, and gives its path. */
export function report(named: string | undefined, options: ReportOptions): string {
  const format = formatOf(options);
  const folder = openCase(findCase(named, options.caseDir), options);
  try {
    const { path } = writeReport(folder, format);
    print(`Head:    ${folder.journal.head}   (note it elsewhere: it seals the journal)`);
    return path;
  } finally {
    folder.close();
  }
}

/** `casefile report --stdout`: the same bytes, without touching the case; works while another process holds it. */
export const reportText = (named: string | undefined, options: ReportOptions): Uint8Array =>
  formatOf(options).render(reportInput(viewCase(findCase(named, options.caseDir))));

function formatOf({ format }: ReportOptions): Export {
  const found = exportsByName.get(format);
  if (found) return found;
  throw usageError('format-unknown', {
    what: `There is no report format ${format}`,
    expected: `one of: ${[...exportsByName.keys()].join(', ')}`,
    next: 'casefile report CASE --format md --stdout',
  });
}
