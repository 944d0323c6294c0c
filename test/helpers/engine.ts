import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The simulated Windows: takes PowerShell's own command line, answers from the folder in `SIMULATED_HOST`. */
export const simulatedPwsh: string = fileURLToPath(new URL('../windows/pwsh', import.meta.url));

/** Starts the PowerShell of the tests, as pwsh would be started: see test/windows/engine for where it comes from. */
const launcher: string = fileURLToPath(new URL('../windows/engine', import.meta.url));

/** Is there a PowerShell on this machine? */
export function hasEngine(): boolean {
  try {
    execFileSync(launcher, ['--find'], { stdio: ['ignore', 'pipe', 'ignore'] });
    return true;
  } catch {
    return false;
  }
}

/**
 * The PowerShell of this machine; null where there is none. Tests that need it are skipped by name then; with
 * `CASEFILE_REQUIRE_ENGINE=1` (as in CI) its absence is an error.
 */
export const engine: { path: string } | null = (() => {
  if (hasEngine()) return { path: launcher };
  // The simulated Windows is started by a shell script. On Windows itself, test/windows-proof uses the engines there.
  if (process.env['CASEFILE_REQUIRE_ENGINE'] === '1' && process.platform !== 'win32')
    throw new Error('No PowerShell: install pwsh, or a .NET 10 SDK and run `dotnet tool restore`.');
  return null;
})();
