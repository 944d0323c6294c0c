import type { SharedOptions } from '../../casework/setup.js';
import type { Worked } from '../../casework/work.js';
import { handlingOf, handlingText } from '../../domain/handling.js';
import { exitCodes, Stopped } from '../../errors.js';
import { answer, answerJson, print, printPainted } from '../../terminal/print.js';
import { explain } from './explain.js';
import { untilStopped } from './stopping.js';

/** Runs work that can be interrupted, and ends with its exit code: the answer on stdout, the rest on stderr. */
export async function finish(options: SharedOptions, action: (signal: AbortSignal) => Promise<Worked>): Promise<void> {
  const abort = untilStopped();
  const { resultOf } = await import('../../casework/result.js');
  let worked: Worked | null = null;
  let failure: unknown = null;
  try {
    if (options.budget !== undefined) {
      const { parseBudget } = await import('../../casework/setup.js');
      setTimeout(() => abort.abort(new Stopped('budget', exitCodes.waiting)), parseBudget(options.budget)).unref();
    }
    worked = await action(abort.signal);
    failure = worked.error;
  } catch (error) {
    failure = abort.signal.aborted ? abort.signal.reason : error;
  }
  const result = resultOf(worked?.view ?? null, worked?.report ?? null, failure, options.failOn);
  if (failure !== null) explain(failure);
  if (worked) summarise(worked, result.exit, options);
  if (options.json) answerJson(result);
  else if (worked?.report) answer(worked.report);
  process.exitCode = result.exit;
}

function summarise({ view, report }: Worked, exit: number, options: SharedOptions): void {
  const { verdict } = view.state.context;
  print();
  if (verdict)
    printPainted('bold', `Verdict: ${verdict.level}${verdict.overridden ? ` (proposed: ${verdict.proposed})` : ''}`);
  const handling = handlingText(handlingOf(view.journal));
  if (handling) print(`Handle:  ${handling}`);
  print(`Report:  ${report ?? 'not written'}`);
  print(`Head:    ${view.journal.at(-1)!.hash}   (note it elsewhere: it seals the journal)`);
  if (exit === exitCodes.gaps) print('Finished with gaps: see "Coverage and limits" in the report.');
  if (view.due.kind !== 'end') print(`Resume:  ${resumeCommand(view.dir, options)}`);
}

/** Options that a case folder has no say in are given again. */
const resumeCommand = (dir: string, { powershell, trustPlaybook }: SharedOptions): string =>
  [
    `casefile resume "${dir}"`,
    ...(powershell === undefined ? [] : [`--powershell "${powershell}"`]),
    ...(trustPlaybook === undefined ? [] : [`--trust-playbook ${trustPlaybook}`]),
  ].join(' ');
