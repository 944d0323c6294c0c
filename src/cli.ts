#!/usr/bin/env node
// Pessimistic from the first line: an event loop that runs dry (a closed terminal) must not look like success.
process.exitCode = 70;

import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { fail } from './commands/frame/explain.js';
import { program } from './commands/index.js';
import { exitCodes, usageError } from './errors.js';
import { playbooksRoot, tool } from './package.js';
import { answerJson, onReaderGone, print } from './terminal/print.js';

watchForEnds();
// Libraries that colour look at TERM only, never at whether the stream is a terminal.
if (!process.stderr.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';

try {
  needsFolder();
  if (!existsSync(playbooksRoot)) print(`warning: ${playbooksRoot} is missing; reinstall ${tool.name}`);
  if (process.argv.length > 2) await program.parseAsync();
  else {
    program.outputHelp();
    process.exitCode = exitCodes.done;
  }
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
    if (error.exitCode !== 0 && process.argv.includes('--json')) await answerUsageError(error);
  } else {
    process.exitCode = fail(error);
  }
}

/** Ends the process with the right exit code when something other than the end of its work does; warnings go through the sink. */
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

/** Paths are relative to the folder that the command was started in. Somebody may have removed it since. */
function needsFolder(): void {
  try {
    process.cwd();
  } catch {
    throw usageError('folder-gone', {
      what: 'The folder that this was started in no longer exists',
      next: 'Change to another folder.',
    });
  }
}

/** A command line that commander refused still gets its JSON document. */
async function answerUsageError({ code, message }: CommanderError): Promise<void> {
  const { resultOf } = await import('./casework/result.js');
  answerJson(resultOf(null, null, usageError(code, { what: message })));
}
