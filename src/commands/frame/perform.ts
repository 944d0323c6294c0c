import { asStorageError } from '../../case/disk/guard.js';
import { parseDuration } from '../../domain/time.js';
import { exitCodes, Stopped, usageError } from '../../errors.js';
import { answer, answerJson, print } from '../../terminal/print.js';
import { explain } from './explain.js';

/** What a subcommand answers on standard output: `document` with `--json`, otherwise `text`, one item per line. */
export interface Answer {
  document?: object;
  text?: string[];
  /** Exit code; 0 if left out. */
  exit?: number;
}

interface FrameOptions {
  json?: boolean;
  budget?: string;
}

/** Runs a subcommand to its exit code. An error is explained on standard error, and is a document with `--json`. */
export async function perform({ json }: FrameOptions, action: () => Promise<Answer>): Promise<void> {
  const { document, text = [], exit = exitCodes.done } = await action().catch(answerOfError);
  if (json && document) answerJson(document);
  else if (text.length > 0) answer(...text);
  process.exitCode = exit;
}

async function answerOfError(thrown: unknown): Promise<Answer> {
  const error = asStorageError(thrown);
  explain(error);
  const { resultOf } = await import('../../casework/result.js');
  const document = resultOf(null, null, error);
  return { document, exit: document.exit };
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGBREAK: 130 } as const;

/** As {@link perform}, for work that a signal or the end of its time budget stops in an orderly way. */
export function performUntilStopped(
  options: FrameOptions,
  action: (signal: AbortSignal) => Promise<Answer>,
): Promise<void> {
  return perform(options, async () => {
    const abort = new AbortController();
    const stop = (name: NodeJS.Signals) => {
      const stopped = new Stopped(name as keyof typeof signals, signals[name as keyof typeof signals]);
      // Nothing catches this one: `cli.ts` ends the process.
      if (abort.signal.aborted) throw stopped;
      print('', 'Stopping. Everything recorded so far is kept. Press Ctrl-C again to stop at once.');
      abort.abort(stopped);
    };
    for (const name of Object.keys(signals)) process.on(name, stop);
    try {
      if (options.budget !== undefined) stopAfter(parseBudget(options.budget), abort);
      return await action(abort.signal);
    } catch (error) {
      throw abort.signal.aborted ? abort.signal.reason : error;
    } finally {
      for (const name of Object.keys(signals)) process.off(name, stop);
    }
  });
}

function stopAfter(milliseconds: number, abort: AbortController): void {
  setTimeout(() => abort.abort(new Stopped('budget', exitCodes.waiting)), milliseconds).unref();
}

/** `9m`, `90s`, `1h` or ISO-8601 `PT9M`, in milliseconds. */
function parseBudget(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  const milliseconds = match
    ? Number(match[1]) * { s: 1e3, m: 6e4, h: 36e5 }[match[2] as 's' | 'm' | 'h']
    : parseDuration(text);
  if (milliseconds && milliseconds > 0) return milliseconds;
  throw usageError('budget-malformed', {
    what: `--budget ${text} is not a duration`,
    expected: 'a number with s, m or h, e.g. 9m',
    next: 'casefile run alert.json --budget 9m',
  });
}
