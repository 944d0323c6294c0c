/**
 * Why casefile cannot ask anybody; null when it can. One predicate for asking and for giving the reason. Prompts are drawn on stderr
 * and read from stdin, so both must be terminals; stdout may be a pipe.
 */
export function whyNotInteractive(noInput: boolean, env: NodeJS.ProcessEnv = process.env): string | null {
  if (noInput) return '--no-input was given';
  if (!process.stdin.isTTY) return 'standard input is not a terminal';
  if (!process.stderr.isTTY) return 'standard error is not a terminal';
  if (env['CI']) return 'CI is set in the environment';
  if (env['TERM'] === 'dumb') return 'TERM is dumb';
  return null;
}
