import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './casefile.js';

const folder = join(root, 'test/foreign');

/**
 * Why the checkers by others of `test/foreign` cannot be asked; null where they are installed. Tests that need them are
 * skipped by name; with `CASEFILE_REQUIRE_ENGINE=1` (as in CI) their absence is an error.
 */
export const whyNoForeign: string | null = (() => {
  if (existsSync(join(folder, 'node_modules'))) return null;
  const why = 'not installed: `npm ci --ignore-scripts --prefix test/foreign`';
  if (process.env['CASEFILE_REQUIRE_ENGINE'] === '1') throw new Error(`Checkers by others: ${why}.`);
  return why;
})();

/** Runs one of them on a file or folder. */
export function foreign(checker: string, path: string): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, checker), path], { encoding: 'utf8' });
  return { ok: status === 0, output: stdout + stderr };
}
