import type { CollectorMessage, Outcome, Reason, Source } from '../domain/evidence.js';

/** What became of a collector, and in one sentence why. */
export interface Verdict {
  outcome: Outcome;
  reason: Reason | null;
  detail: string | null;
}

/** A collector that came to its end frame in good order. */
export interface Run {
  /** How the end frame says it ended; `ok` is the only good one. */
  status: string;
  /** Rows that the engine counted, and rows that arrived. */
  announced: number;
  received: number;
  errors: CollectorMessage[];
  sources: Source[];
}

/**
 * Outcome of a collector. `collected` and `empty` need the status `ok`, every row, no error, and no source that failed;
 * `empty` needs sources that were read to their end, too. A source that was not run since it is absent, switched off,
 * beyond what a script can read or had nothing to be looked for is coverage, not failure.
 */
export function classifyOutcome({ status, announced, received, errors, sources }: Run): Verdict {
  if (status === 'limit') return failed('incomplete', `Cut at a limit after ${received} rows.`);
  if (status === 'exited') return failed('incomplete', 'The script ended the PowerShell process instead of returning.');
  const error = errors[0];
  if (error) return failed(reasonOf(error), error.message);
  if (status !== 'ok') return failed('threw', 'The script ended with an error.');
  if (announced !== received) return failed('incomplete', `${received} of ${announced} rows arrived.`);
  // Where there was nothing to look for in a source, a script without rows found nothing only in the others: that is
  // neither an empty result nor a failure.
  if (received === 0 && sources.some(({ reason }) => reason === 'skipped') && !sources.some(isFailure))
    return { outcome: 'notRun', reason: 'skipped', detail: 'There was nothing to look for.' };
  // A log that is switched off proves nothing, so no rows from it isn't an empty result.
  const read = sources.some(({ outcome }) => outcome === 'collected' || outcome === 'empty');
  const disabled = sources.find(({ reason }) => reason === 'disabled');
  if (received === 0 && disabled && !read)
    return { outcome: 'notRun', reason: 'disabled', detail: `${disabled.name} is switched off.` };
  const source = sources.find(isFailure);
  if (source) return failed(source.reason ?? 'threw', `${source.name} could not be read.`);
  // Nothing in the part that was read is not nothing.
  const cut = sources.find(({ truncated }) => truncated);
  if (received === 0 && cut)
    return failed('incomplete', `${cut.name} was read in part only, and nothing was found in it.`);
  return { outcome: received > 0 ? 'collected' : 'empty', reason: null, detail: null };
}

const isFailure = ({ outcome, reason }: Source): boolean =>
  outcome === 'failed' ||
  (outcome === 'notRun' && !['absent', 'disabled', 'unsupported', 'skipped'].includes(reason ?? ''));

const failed = (reason: Reason, detail: string): Verdict => ({ outcome: 'failed', reason, detail });

/** By id and category only: messages are in the host's language. The first that matches wins. */
const byId: [RegExp, Reason][] = [
  [
    /ConstrainedLanguage|OnlyToCoreTypes|CannotDefineNewType|LanguageMode|DotSource|MaliciousContent|casefile\.scriptChanged/i,
    'blocked',
  ],
  [/UnauthorizedAccess|AccessDenied|PermissionDenied|0x80070005|0x80041003/i, 'denied'],
  [/CommandNotFound|NotImplemented|NotSupported|0x80041010|0x8004100E/i, 'unsupported'],
];
const byCategory: { [category: string]: Reason } = {
  PermissionDenied: 'denied',
  SecurityError: 'denied',
  AuthenticationError: 'denied',
  NotImplemented: 'unsupported',
  OperationTimeout: 'timedOut',
};

/** Why an error record makes a collector fail. */
export function reasonOf({ id, category }: CollectorMessage): Reason {
  // The execution policy refuses a script file so. Access to a source that is refused has another category.
  if (id === 'UnauthorizedAccess' && category === 'SecurityError') return 'blocked';
  return byId.find(([pattern]) => pattern.test(id ?? ''))?.[1] ?? byCategory[category ?? ''] ?? 'threw';
}
