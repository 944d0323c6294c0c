import { exitCodes, KnownError, Stopped } from '../../errors.js';
import { tool } from '../../package.js';
import { print, printErrorMark } from '../../terminal/print.js';

/** Lines of a message after the first are indented: what it quotes may hold a line break, and must not look like a line of ours. */
const below = (text: string): string[] => text.split('\n').map((line, n) => (n === 0 ? line : `    ${line}`));

/** Tells what is wrong, where, what was expected and what to do next. */
export function explain(error: unknown): void {
  if (error instanceof KnownError) {
    const { what, where, expected, next } = error.parts;
    printErrorMark();
    print(...below(`${what} [${error.code}]`));
    if (where) print(...below(`  where:    ${where}`));
    if (expected) print(...below(`  expected: ${expected}`));
    if (next) print(...below(`  next:     ${next}`));
  } else if (error instanceof Stopped) print(error.message);
  else
    print(
      `This is a bug in ${tool.name} ${tool.version}:`,
      ...below(`  ${error instanceof Error ? error.stack : String(error)}`),
    );
}

/** Tells of an error that ends the process; its exit code. */
export function fail(error: unknown): number {
  explain(error);
  return error instanceof KnownError || error instanceof Stopped ? error.exit : exitCodes.bug;
}
