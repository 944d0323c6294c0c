import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Owner of each file and folder, SYSTEM, Administrators. SIDs, because names are localised, and SYSTEM has no account name. */
const trustees = ['*S-1-3-4', '*S-1-5-18', '*S-1-5-32-544'];

/**
 * Arguments of icacls that leave a folder to these alone, with all that will be made in it.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/icacls
 */
export const accessListArguments = (dir: string): string[] => [
  ...[dir, '/inheritance:r', '/grant:r'],
  ...trustees.map((trustee) => `${trustee}:(OI)(CI)F`),
  '/q',
];

/**
 * Keeps other accounts out of an empty folder on Windows; elsewhere its mode already does. Returns why that was not
 * possible, such as on a FAT volume, or null.
 */
export function keepPrivate(dir: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== 'win32') return null;
  const icacls = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'icacls.exe');
  try {
    execFileSync(icacls, accessListArguments(dir), { stdio: 'ignore', windowsHide: true, timeout: 10_000 });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
