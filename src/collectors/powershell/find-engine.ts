import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { preflightError } from '../../errors.js';

/** What the search depends on. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Is there a program at this path? */
  exists(file: string): boolean;
}

const thisMachine: Machine = { platform: process.platform, env: process.env, exists: isProgram };

/**
 * Absolute path of the PowerShell to use: the one that was named, else the system's own. On Windows never from PATH,
 * which is the suspect's as well.
 * @throws KnownError exit 8 with every place that was looked at.
 */
export function findEngine(named: string | undefined, machine: Machine = thisMachine): string {
  const places = named === undefined ? systemPlaces(machine) : [path.resolve(named)];
  const found = places.find((place) => machine.exists(place));
  if (found !== undefined) return found;
  throw preflightError('no-powershell', {
    what: named === undefined ? 'No PowerShell was found' : `${path.resolve(named)} isn't a program that can be run`,
    where: places.length > 0 ? `looked for ${places.join(', ')}` : 'PATH is empty',
    expected: 'Windows PowerShell 5.1 or PowerShell 7',
    next: 'Name one with --powershell PATH, or use --replay DIR with evidence that was collected elsewhere.',
  });
}

function systemPlaces({ platform, env }: Machine): string[] {
  if (platform !== 'win32') {
    const folders = (env['PATH'] ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
    return folders.map((folder) => path.posix.join(folder, 'pwsh'));
  }
  const { join } = path.win32;
  const windows = env['SystemRoot'] ?? 'C:\\Windows';
  const inWindows = join('WindowsPowerShell', 'v1.0', 'powershell.exe');
  return [
    // Where a 32-bit Node finds the 64-bit engine; it does not exist for a 64-bit Node.
    join(windows, 'Sysnative', inWindows),
    join(windows, 'System32', inWindows),
    join(env['ProgramFiles'] ?? 'C:\\Program Files', 'PowerShell', '7', 'pwsh.exe'),
  ];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
