import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { exitCodes, usageError } from '../errors.js';
import { playbooksRoot, tool } from '../package.js';
import { answerJson, print } from '../terminal/print.js';
import { fail } from './frame/explain.js';
import { commandLine } from './index.js';

/** Runs one command line, without the program's own name. The outcome is `process.exitCode`; nothing is thrown. */
export async function main(args: string[]): Promise<void> {
  try {
    needsFolder();
    if (!existsSync(playbooksRoot)) print(`warning: ${playbooksRoot} is missing; reinstall ${tool.name}`);
    const program = commandLine();
    if (args.length > 0) await program.parseAsync(args, { from: 'user' });
    else {
      program.outputHelp();
      process.exitCode = exitCodes.done;
    }
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
      if (error.exitCode !== 0 && args.includes('--json')) await answerUsageError(error);
    } else {
      process.exitCode = fail(error);
    }
  }
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
  const { resultOf } = await import('../casework/result.js');
  answerJson(resultOf(null, null, usageError(code, { what: message })));
}
