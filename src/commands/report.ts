import { findCase } from '../case/find.js';
import { resumeCase } from '../case/resume.js';
import { usageError } from '../errors.js';
import { exportsByName } from '../exports/index.js';
import { buildReport } from '../report/index.js';
import { reportInput, viewCase } from './case-view.js';
import { load } from './playbooks.js';
import { writeReport } from './work.js';

/** `casefile report`: writes the report of a case in any state, and gives its path. */
export function report(named: string | undefined, options: { caseDir: string }): string {
  const folder = resumeCase(findCase(named, options.caseDir), load, () => new Date());
  try {
    return writeReport(folder);
  } finally {
    folder.close();
  }
}

/** `casefile report --stdout`: the same bytes, without touching the case; works while another process holds it. */
export function reportText(named: string | undefined, options: { caseDir: string; format: string }): Uint8Array {
  const format = exportsByName.get(options.format);
  if (!format)
    throw usageError('format-unknown', {
      what: `There is no report format ${options.format}`,
      expected: `one of: ${[...exportsByName.keys()].join(', ')}`,
      next: 'casefile report CASE --format md --stdout',
    });
  return format.render(buildReport(reportInput(viewCase(findCase(named, options.caseDir)))));
}
