import { usageError } from '../errors.js';

/** Names that Windows takes for a device, with any ending. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/i;

export const isDeviceName = (name: string): boolean => device.test(name);

/** Why Windows takes a name for another one: a device, or the name without the dots and blanks at its end. Null when it doesn't. */
export function reservedBecause(name: string): string | null {
  if (name === '.' || name === '..') return null;
  if (isDeviceName(name)) return 'is the name of a Windows device';
  return /[. ]$/.test(name) ? 'ends with a dot or a blank, which Windows removes' : null;
}

/**
 * Refuses a folder whose path has a reserved name in it, on every system: a case is often copied to a Windows host.
 * @throws KnownError exit 2.
 */
export function refuseReserved(path: string): void {
  for (const name of path.split(/[\\/]/)) {
    const why = reservedBecause(name);
    if (why !== null)
      throw usageError('reserved-name', {
        what: `The name can't be used: ${JSON.stringify(name)} ${why}`,
        where: path,
        expected: 'a name that means the same on every system, for example E:\\cases',
        next: 'Choose another name.',
      });
  }
}
