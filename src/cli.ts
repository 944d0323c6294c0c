#!/usr/bin/env node
// Pessimistic from the first line: an event loop that runs dry (a closed terminal) must not look like success.
process.exitCode = 70;

import { fail } from './commands/frame/explain.js';
import { main } from './commands/main.js';
import { exitCodes } from './errors.js';
import { onReaderGone, print } from './terminal/print.js';

watchForEnds();
// Libraries that colour look at TERM only, never at whether the stream is a terminal.
if (!process.stderr.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';
await main(process.argv.slice(2));

/** Ends the process with the right exit code when something other than the end of its work does. Warnings go through the sink. */
function watchForEnds(): void {
  // Node.js would print these itself, and they quote texts from elsewhere.
  process.on('uncaughtException', (error) => process.exit(fail(error)));
  if (process.listenerCount('warning') > 0) {
    process.removeAllListeners('warning');
    process.on('warning', ({ name, message }) => print(`warning: ${name}: ${message}`));
  }
  // A reader that went away (`| head`) is neither our failure nor a success: the exit code stays what it was.
  // When nobody reads the progress any more, the work continues, and the exit code reports how it ended.
  onReaderGone((error) => process.exit(error.code === 'EPIPE' ? process.exitCode : exitCodes.storage));
}
