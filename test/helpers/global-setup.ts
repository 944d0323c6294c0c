import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { engine, hasDotnet } from './engine.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds what the tests run: the command, and the PowerShell engine where a .NET SDK is there and no PowerShell is. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (engine) return;
  if (!hasDotnet()) {
    console.warn('No PowerShell and no .NET SDK: the tests that need a PowerShell engine are skipped.');
    return;
  }
  execFileSync('npm', ['run', '--silent', 'engine'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
