import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkFiles, exactly } from './check-files.js';
import { limits, unsafe } from './layout.js';
import type { BagFiles } from './types.js';

/** Files below a folder with their sizes; nothing is followed and nothing is opened. */
function addSizes(at: string, under: string, depth: number, sizes: Map<string, number>): void {
  if (depth > limits.depth) throw unsafe(at, `folders deeper than ${limits.depth} levels: ${JSON.stringify(under)}`);
  for (const name of readdirSync(join(at, under))) {
    const path = under === '' ? name : `${under}/${name}`;
    const stat = lstatSync(join(at, path));
    if (stat.isDirectory()) addSizes(at, path, depth + 1, sizes);
    else if (!stat.isFile()) throw unsafe(at, `${JSON.stringify(path)} is a link or a special file`);
    else if (stat.nlink > 1)
      throw unsafe(at, `${JSON.stringify(path)} is a hard link: its bytes belong to another file as well`);
    else sizes.set(path, stat.size);
    if (sizes.size > limits.files) throw unsafe(at, `more than ${limits.files} files`);
  }
}

/** A bag that is a folder. @throws KnownError exit 5 for what must not be touched. */
export function openFolder(at: string): BagFiles {
  const sizes = new Map<string, number>();
  addSizes(at, '', 1, sizes);
  checkFiles(at, sizes);
  return {
    ...{ at, form: 'folder', sizes, close: () => {} },
    read: (path) => exactly(at, path, sizes.get(path)!, createReadStream(join(at, ...path.split('/')))),
  };
}
