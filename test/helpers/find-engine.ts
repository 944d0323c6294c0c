import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const hostDir = fileURLToPath(new URL('../powershell-host/', import.meta.url));

/** The PowerShell engine for machines that have none; `npm run engine` builds it. */
export const builtHost: string = join(
  hostDir,
  'bin',
  process.platform === 'win32' ? 'powershell-host.exe' : 'powershell-host',
);

export function onPath(program: string): string | null {
  try {
    const found = execFileSync(process.platform === 'win32' ? 'where' : 'which', [program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return found.split('\n')[0]!.trim();
  } catch {
    return null;
  }
}

/** `SIMULATED_ENGINE`, else `pwsh` on the path, else the built host, else null. */
export const findEngine = (): string | null =>
  process.env['SIMULATED_ENGINE'] ?? onPath('pwsh') ?? (existsSync(builtHost) ? builtHost : null);

/** Has the host been built from the sources as they are now? */
export function hostIsCurrent(): boolean {
  if (!existsSync(builtHost)) return false;
  const built = statSync(builtHost).mtimeMs;
  const sources = readdirSync(hostDir, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(cs|csproj)$/.test(file) && !/^(bin|obj)[\\/]/.test(file),
  );
  return sources.every((file) => statSync(join(hostDir, file)).mtimeMs <= built);
}
