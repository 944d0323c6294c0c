import { fileURLToPath } from 'node:url';
import { findEngine } from './find-engine.js';

/** The simulated Windows: takes PowerShell's own command line, answers from the folder in `SIMULATED_HOST`. */
export const simulatedPwsh: string = fileURLToPath(new URL('../windows/pwsh', import.meta.url));

/**
 * The real PowerShell engine of this machine; null where there is none. Tests that need it are skipped by name then;
 * with `CASEFILE_REQUIRE_ENGINE=1` (as in CI) its absence is an error.
 */
export const engine: { path: string } | null = (() => {
  const path = findEngine();
  if (!path && process.env['CASEFILE_REQUIRE_ENGINE'] === '1')
    throw new Error('No PowerShell engine: install pwsh, or a .NET SDK and run `npm run engine`.');
  return path ? { path } : null;
})();
