import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the installed package: it holds package.json, playbooks and the PowerShell runner. */
export const packageRoot: string = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
})();

/** Name and version of this tool, as journals and reports carry them. */
export const tool: { name: string; version: string } = (() => {
  const { name, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return { name: name!, version: version! };
})();

/** Folder that the build made, when this runs from it; null when it runs from source. */
export const buildFolder: string | null = (() => {
  const dist = join(packageRoot, 'dist');
  return fileURLToPath(import.meta.url).startsWith(`${dist}${sep}`) ? dist : null;
})();

export const playbooksRoot: string = join(packageRoot, 'playbooks');
