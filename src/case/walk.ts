import { readdirSync } from 'node:fs';
import { inCase } from './layout.js';

/** What is at a path of a case folder. `other`: a link, a pipe, a device. */
export interface Found {
  /** Relative to the case, with forward slashes; the path of an empty folder ends with one. */
  path: string;
  kind: 'file' | 'other' | 'emptyFolder';
}

/** Everything in a case folder that isn't a folder with content. Any depth: an attacker can make a very deep one. */
export function* contentOf(dir: string): Iterable<Found> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(inCase(dir, folder), { withFileTypes: true });
    if (entries.length === 0) yield { path: folder, kind: 'emptyFolder' };
    for (const entry of entries) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) folders.push(`${path}/`);
      else yield { path, kind: entry.isFile() ? 'file' : 'other' };
    }
  }
}
