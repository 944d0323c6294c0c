import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newFolder } from './casefile.js';

/**
 * Debian's minisign, which we did not write. Tests that need it are skipped by name where it is not installed; with
 * `CASEFILE_REQUIRE_ENGINE=1` (as in CI) its absence is an error.
 */
export const hasMinisign: boolean = (() => {
  const found = spawnSync('minisign', ['-v']).status === 0;
  if (!found && process.env['CASEFILE_REQUIRE_ENGINE'] === '1')
    throw new Error('No minisign: install it (Debian: apt-get install minisign).');
  if (!found) console.warn('No minisign: the tests that need it are skipped.');
  return found;
})();

/** A key pair of minisign; without a password it is not encrypted. */
export function keyPair(password?: string): { secret: string; public: string } {
  const dir = newFolder();
  const keys = { secret: join(dir, 'key.key'), public: join(dir, 'key.pub') };
  const files = ['-p', keys.public, '-s', keys.secret];
  execFileSync('minisign', ['-G', ...(password === undefined ? ['-W'] : []), ...files], {
    ...(password === undefined ? {} : { input: `${password}\n${password}\n` }),
    stdio: [password === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
  });
  return keys;
}

/** Does minisign accept a signature beside a file? Its exit code and what it prints. */
export function minisignVerify(file: string, publicKey: string): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('minisign', ['-V', '-p', publicKey, '-m', file], { encoding: 'utf8' });
  return { ok: status === 0, output: stdout + stderr };
}
