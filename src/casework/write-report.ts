import { join } from 'node:path';
import type { OpenCase } from '../case/open-case.js';
import { type Export, exportsByName } from '../exports/index.js';
import { tool } from '../package.js';
import { type CaseView, reportInput, viewCase } from './case-view.js';

/** Writes the report of the case in its present state and journals it. Returns the report's path. */
export const writeReport = (folder: OpenCase, format?: Export): string => reportCase(folder, format).path;

/** The same, and the case with the entry for that report: nobody has to read the folder again. */
export function reportCase(
  folder: OpenCase,
  format: Export = exportsByName.get('md')!,
): { path: string; view: CaseView } {
  const view = viewCase(folder.dir);
  const file = folder.writeReport(format.extension, format.render(reportInput(view)));
  folder.journal.append({ type: 'REPORTED', data: { file, tool } });
  return { path: join(folder.dir, file.file), view: { ...view, journal: folder.journal.entries } };
}

/** For people: the hash that somebody has to keep outside of the case. */
export const headLine = (head: string): string => `Head:    ${head}   (note it elsewhere: it seals the journal)`;

/** For people: what a subcommand that changed a case leaves behind. */
export const reportLines = ({ report, head }: { report: string | null; head: string }): string[] => [
  `Report:  ${report ?? 'not written'}`,
  headLine(head),
];
