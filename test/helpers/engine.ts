import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The simulated Windows: takes PowerShell's own command line, answers from the folder in `SIMULATED_HOST`. */
export const simulatedPwsh = `${root}test/windows/pwsh`;

/** The PowerShell engine for machines that have none; `npm run engine` builds it. */
export const builtHost = `${root}test/powershell-host/bin/powershell-host`;

function onPath(program: string): string | null {
  try {
    return execFileSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' })
      .split('\n')[0]!
      .trim();
  } catch {
    return null;
  }
}

/** A .NET SDK that can build the host. */
export const hasDotnet = (): boolean => onPath('dotnet') !== null;

/**
 * The real PowerShell engine of this machine: `SIMULATED_ENGINE`, else `pwsh` on the path, else the built host, else
 * null. Tests that need it are skipped by name when it is null; with `CASEFILE_REQUIRE_ENGINE=1` (CI) that is an error.
 */
export const engine: { path: string } | null = (() => {
  const path = process.env['SIMULATED_ENGINE'] ?? onPath('pwsh') ?? (existsSync(builtHost) ? builtHost : null);
  if (!path && process.env['CASEFILE_REQUIRE_ENGINE'] === '1')
    throw new Error('No PowerShell engine: install pwsh, or a .NET SDK and run `npm run engine`.');
  return path ? { path } : null;
})();
