import { exitCodes, Stopped } from '../../errors.js';
import { onReaderGone, print } from '../../terminal/print.js';
import { fail } from './explain.js';

/** A signal to stop at the first Ctrl-C or request to end; the second ends at once. */
export function untilStopped(): AbortController {
  const abort = new AbortController();
  const stop = (reason: 'SIGINT' | 'SIGTERM' | 'SIGBREAK' | 'SIGHUP', exit: number) => () => {
    if (abort.signal.aborted) process.exit(exit);
    print('', 'Stopping. What was recorded is kept; the same again ends at once.');
    abort.abort(new Stopped(reason, exit));
  };
  process.on('SIGINT', stop('SIGINT', 130));
  process.on('SIGTERM', stop('SIGTERM', 143));
  process.on('SIGHUP', stop('SIGHUP', 129));
  process.on('SIGBREAK', stop('SIGBREAK', 130));
  return abort;
}

/** What ends the process beside the end of its work, or writes by itself: each goes through the sink and has its exit code. */
export function watchForEnds(): void {
  // What Node.js would write by itself holds texts that came from elsewhere: so we write it.
  process.on('uncaughtException', (error) => process.exit(fail(error)));
  if (process.listenerCount('warning') > 0) {
    process.removeAllListeners('warning');
    process.on('warning', ({ name, message }) => print(`warning: ${name}: ${message}`));
  }
  // A reader that went away (`| head`) is no failure of ours, and no success either: the exit code stays what it was.
  // Where nobody reads the progress any more, the work goes on, and the exit code tells how it ended.
  onReaderGone((error) => process.exit(error.code === 'EPIPE' ? process.exitCode : exitCodes.storage));
}
