import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Text of `powershell/runner.ps1`, which the package ships as a file so that people can read what runs on their hosts. */
export function runnerScript(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  // The package's folder is one level up from the bundle and three from the source.
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return readFileSync(path.join(folder, 'powershell', 'runner.ps1'), 'utf8');
}
