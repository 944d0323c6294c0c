import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a program in the project's folder, before any test. */
export const run = (program: string, ...args: string[]): void => {
  const cwd = fileURLToPath(new URL('../../../', import.meta.url));
  execFileSync(program, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
};
