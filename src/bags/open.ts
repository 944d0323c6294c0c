import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usageError } from '../errors.js';
import { refusalOf } from '../files/refusal.js';
import { bagLayout } from './layout.js';
import { openFolder } from './read-folder.js';
import { type BagFiles, until } from './types.js';

/** Is this a bag rather than a folder of evidence? Archives are files, and a bag in a folder declares itself. */
export const isBag = (path: string): boolean =>
  existsSync(path) && (statSync(path).isFile() || existsSync(join(path, bagLayout.declaration)));

/**
 * Opens a bag for reading, having refused what must not be touched.
 * @throws KnownError exit 5 for that, exit 2 when there is none.
 */
export async function openBag(path: string, signal: AbortSignal): Promise<BagFiles> {
  if (isBag(path)) {
    const whole = resolve(path);
    const files = statSync(path).isFile() ? await (await import('./zip/read.js')).openZip(whole) : openFolder(whole);
    return { ...files, read: (file) => until(signal, files.read(file)) };
  }
  const refused = refusalOf(path) ?? refusalOf(join(path, bagLayout.declaration));
  throw usageError('bag-not-found', {
    what: refused ? `The bag ${path} cannot be read (${refused})` : `There is no bag ${path}`,
    where: resolve(path),
    expected: `a folder with ${bagLayout.declaration}, or a zip archive, as \`casefile seal\` makes them`,
    next: 'casefile unseal CASE.bag.zip DIR',
  });
}
