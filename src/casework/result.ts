import { attachmentOutcome } from '../domain/attachment.js';
import type { Coverage } from '../domain/evidence.js';
import { handlingOf } from '../domain/handling.js';
import type { Result } from '../domain/result.js';
import { exitCodes, KnownError, Stopped, worst } from '../errors.js';
import { attachmentsOf, type CaseView, pendingOf } from './case-view.js';

/** Not collected, or not all of it. */
const isGap = ({ outcome, truncated, sources }: Coverage): boolean =>
  outcome === 'failed' || outcome === 'notRun' || truncated || sources.some((source) => source.truncated);

/** Something was not collected, not available or not understood: the case is finished, with gaps. */
function hasGaps(view: CaseView): boolean {
  const { coverage, attached } = view.state.context;
  return (
    Object.values(coverage).some(isGap) ||
    Object.values(attached).some((file) => 'unavailable' in file) ||
    Object.values(attachmentsOf(view)).some((reading) => attachmentOutcome(reading).outcome === 'failed')
  );
}

/** Is the verdict at least as bad as the level of --fail-on? Levels are listed worst first. */
function failsOn({ playbook, state }: CaseView, level: string | undefined): boolean {
  const verdict = state.context.verdict?.level;
  if (level === undefined || verdict === undefined) return false;
  const { levels } = playbook.verdict;
  return levels.indexOf(verdict) <= levels.indexOf(level);
}

/** Exit code for a case and an error. When several apply, the order of `worst` decides. */
function exitOf(view: CaseView | null, error: unknown, failOn: string | undefined): number {
  if (error instanceof Stopped) return error.exit;
  if (error !== null && !(error instanceof KnownError)) return exitCodes.bug;
  const codes: number[] = [
    ...(error instanceof KnownError ? [error.exit] : []),
    ...(view && view.due.kind !== 'end' ? [exitCodes.waiting] : []),
    ...(view && failsOn(view, failOn) ? [exitCodes.failOn] : []),
    ...(view?.due.kind === 'end' && hasGaps(view) ? [exitCodes.gaps] : []),
  ];
  return worst.find((code) => codes.includes(code)) ?? codes[0] ?? exitCodes.done;
}

/** The document of `--json`, with the same fields for every outcome. */
export function resultOf(
  view: CaseView | null,
  report: string | null,
  error: unknown,
  failOn?: string | undefined,
): Result {
  const exit = exitOf(view, error, failOn);
  const context = view?.state.context;
  const opened = view?.journal[0];
  const ended = view?.due.kind === 'end';
  return {
    schema: 'casefile/result@1',
    status:
      ended && (exit === 0 || exit === 3 || exit === 10)
        ? 'concluded'
        : view && !ended && exit !== 1
          ? 'waiting'
          : 'failed',
    exit,
    case: opened?.type === 'OPENED' ? opened.data.case : null,
    dir: view?.dir ?? null,
    report,
    pending: view ? pendingOf(view.due) : null,
    verdict: context?.verdict ?? null,
    handling: view ? handlingOf(view.journal) : null,
    coverage: Object.fromEntries(
      Object.entries(context?.coverage ?? {}).map(([collector, { outcome, reason, items, evidence }]) => [
        collector,
        { outcome, reason, items, evidence },
      ]),
    ),
    head: view?.journal.at(-1)?.hash ?? null,
    error: errorOf(error),
  };
}

function errorOf(error: unknown): Result['error'] {
  if (error === null) return null;
  if (error instanceof KnownError) return { code: error.code, message: error.parts.what };
  if (error instanceof Stopped)
    return { code: error.reason === 'budget' ? 'budget' : 'signal', message: error.message };
  return { code: 'bug', message: error instanceof Error ? error.message : String(error) };
}
