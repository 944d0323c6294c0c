#!/usr/bin/env node
// Pessimistic from the first line: an event loop that runs dry (a closed terminal) must not look like success.
process.exitCode = 70;

import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { fail } from './commands/frame/explain.js';
import { watchForEnds } from './commands/frame/stopping.js';
import { program } from './commands/program.js';
import { exitCodes, KnownError } from './errors.js';
import { playbooksRoot, tool } from './package.js';
import { answerJson, print } from './terminal/print.js';

watchForEnds();
// Libraries for colour look at TERM alone, never at whether the stream is a terminal.
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

/** Paths are resolved against the folder that the command was started in, which may have been removed since. */
function needsFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new KnownError(exitCodes.usage, 'folder-gone', {
      what: 'The folder that this was started in is gone',
      next: 'Change to another one.',
    });
  }
}

/** A command line that commander refused still gets its JSON document. */
async function answerUsageError({ code, message }: CommanderError): Promise<void> {
  const { resultOf } = await import('./casework/result.js');
  answerJson(resultOf(null, null, new KnownError(exitCodes.usage, code, { what: message })));
}
