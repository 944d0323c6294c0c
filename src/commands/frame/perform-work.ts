import type { Worked } from '../../casework/work.js';
import type { WorkOptions } from '../../casework/work-options.js';
import { handlingOf, handlingText } from '../../domain/handling.js';
import { exitCodes } from '../../errors.js';
import { print, printPainted } from '../../terminal/print.js';
import { explain } from './explain.js';
import { performUntilStopped } from './perform.js';

/** Runs work on a case: the report's path or one document is the answer, a summary goes to standard error. */
export function performWork(options: WorkOptions, work: (signal: AbortSignal) => Promise<Worked>): Promise<void> {
  return performUntilStopped(options, async (signal) => {
    const [{ resultOf }, { reportLines }] = await Promise.all([
      import('../../casework/result.js'),
      import('../../casework/write-report.js'),
    ]);
    const { view, report, error } = await work(signal);
    const document = resultOf(view, report, error, options.failOn);
    if (error !== null) explain(error);
    const { journal, state, due, dir } = view;
    const { verdict } = state.context;
    print();
    if (verdict)
      printPainted('bold', `Verdict: ${verdict.level}${verdict.overridden ? ` (proposed: ${verdict.proposed})` : ''}`);
    const handling = handlingText(handlingOf(journal));
    if (handling) print(`Handle:  ${handling}`);
    print(...reportLines({ report, head: journal.at(-1)!.hash }));
    if (document.exit === exitCodes.gaps) print('Finished with gaps: see "Coverage and limits" in the report.');
    if (due.kind !== 'end') print(`Resume:  ${resumeCommand(dir, options)}`);
    return { document, text: report === null ? [] : [report], exit: document.exit };
  });
}

/** The command that resumes a case. Options that a case folder must not decide are given again. */
const resumeCommand = (dir: string, { powershell, trustPlaybook, allowUnchecked }: WorkOptions): string =>
  [
    `casefile resume "${dir}"`,
    ...(powershell === undefined ? [] : [`--powershell "${powershell}"`]),
    ...(trustPlaybook === undefined ? [] : [`--trust-playbook ${trustPlaybook}`]),
    ...(allowUnchecked ? ['--allow-unchecked'] : []),
  ].join(' ');
