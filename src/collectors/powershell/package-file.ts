import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a script of `powershell/`, which the package ships as files so that people can read what runs on their hosts. */
export function packageFile(name: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  // The package's folder is one level up from the bundle and three from the source.
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return path.join(folder, 'powershell', name);
}
