import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findEngine, hostIsCurrent, onPath } from './find-engine.js';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const npmRun = (script: string): void => {
  execFileSync('npm', ['run', '--silent', script], { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
};

/** Builds what the tests run: the command, and the PowerShell engine where a .NET SDK is there and no PowerShell is. */
export default function setup(): void {
  npmRun('build');
  if (process.env['SIMULATED_ENGINE'] || onPath('pwsh')) return;
  if (onPath('dotnet') && !hostIsCurrent()) npmRun('engine');
  if (!findEngine())
    console.warn('No PowerShell and no .NET SDK: the tests that need a PowerShell engine are skipped.');
}
