import { asStorageError } from '../../case/disk/guard.js';
import { exitCodes, KnownError, Stopped } from '../../errors.js';
import { tool } from '../../package.js';
import { print, printErrorMark } from '../../terminal/print.js';

/** Indents the lines of a message after the first: a line break in quoted text must not start a line like ours. */
const indented = (text: string): string[] => text.split('\n').map((line, n) => (n === 0 ? line : `    ${line}`));

/** Prints what is wrong, where, what was expected and what to do next. */
export function explain(error: unknown): void {
  if (error instanceof KnownError) {
    const { what, where, expected, next } = error.parts;
    printErrorMark();
    print(...indented(`${what} [${error.code}]`));
    if (where) print(...indented(`  where:    ${where}`));
    if (expected) print(...indented(`  expected: ${expected}`));
    if (next) print(...indented(`  next:     ${next}`));
  } else if (error instanceof Stopped) print(error.message);
  else {
    const stack = error instanceof Error ? error.stack : String(error);
    print(`This is a bug in ${tool.name} ${tool.version}:`, ...indented(`  ${stack}`));
  }
}

/** Explains an error that ends the process, and returns its exit code. */
export function fail(thrown: unknown): number {
  const error = asStorageError(thrown);
  explain(error);
  return error instanceof KnownError || error instanceof Stopped ? error.exit : exitCodes.bug;
}
