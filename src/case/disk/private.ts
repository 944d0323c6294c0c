import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import path from 'node:path';

/**
 * Arguments of icacls that leave a folder to this account, SYSTEM and Administrators alone, with all that will be made in
 * it. SIDs, because group names are localised. https://learn.microsoft.com/windows-server/administration/windows-commands/icacls
 */
export const accessListArguments = (dir: string, account: string): string[] => [
  ...[dir, '/inheritance:r', '/grant:r'],
  ...[account, '*S-1-5-18', '*S-1-5-32-544'].map((trustee) => `${trustee}:(OI)(CI)F`),
  '/q',
];

/**
 * Keeps other accounts out of an empty folder on Windows; elsewhere its mode already does. Returns why that was not
 * possible, such as on a FAT volume, or null.
 */
export function keepPrivate(dir: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== 'win32') return null;
  const { SystemRoot = 'C:\\Windows', USERDOMAIN = '.' } = process.env;
  const icacls = path.win32.join(SystemRoot, 'System32', 'icacls.exe');
  try {
    const account = `${USERDOMAIN}\\${userInfo().username}`;
    execFileSync(icacls, accessListArguments(dir, account), { stdio: 'ignore', windowsHide: true, timeout: 10_000 });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
