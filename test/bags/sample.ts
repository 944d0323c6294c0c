import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openNewCase } from '../helpers/new-case.js';
import { playbooks } from '../helpers/playbooks.js';

/** A case that was opened and no more: its folder. */
export function newCase(handling?: { caseRef: string; tlp: 'AMBER'; legalHold: boolean }): string {
  const playbook = playbooks.find(({ id }) => id === 'suspicious-windows-service')!;
  const folder = openNewCase(playbook, { opened: handling ? { handling } : {} });
  folder.close();
  return folder.dir;
}

/** Files of a folder by their path. */
export type Tree = { [path: string]: Buffer };

export function treeOf(dir: string, under = ''): Tree {
  return Object.assign(
    {},
    ...readdirSync(join(dir, under), { withFileTypes: true }).map((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      return entry.isDirectory() ? treeOf(dir, path) : { [path]: readFileSync(join(dir, path)) };
    }),
  );
}

export function writeTree(dir: string, tree: Tree): string {
  for (const [path, bytes] of Object.entries(tree)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return dir;
}

const algorithms = ['sha256', 'sha512'];
const manifest = (tree: Tree, algorithm: string, payload: boolean): Buffer =>
  Buffer.from(
    Object.keys(tree)
      .filter((path) => path.startsWith('data/') === payload && !path.startsWith('tagmanifest-'))
      .sort()
      .map((path) => `${createHash(algorithm).update(tree[path]!).digest('hex')}  ${path}\n`)
      .join(''),
  );

/**
 * A bag in which somebody changed something and then made size and manifests again, as anybody can. `tags` are put in
 * place after the payload's manifests; `last` is put in place when everything else agrees.
 */
export function rebag(tree: Tree, tags: Tree = {}, last: Tree = {}): Tree {
  const bag = { ...tree };
  const payload = Object.keys(bag).filter((path) => path.startsWith('data/'));
  const bytes = payload.reduce((sum, path) => sum + bag[path]!.length, 0);
  const info = bag['bag-info.txt']!.toString().replace(
    /^Payload-Oxum: .*$/m,
    `Payload-Oxum: ${bytes}.${payload.length}`,
  );
  bag['bag-info.txt'] = Buffer.from(info);
  for (const algorithm of algorithms) bag[`manifest-${algorithm}.txt`] = manifest(bag, algorithm, true);
  Object.assign(bag, tags);
  for (const algorithm of algorithms) bag[`tagmanifest-${algorithm}.txt`] = manifest(bag, algorithm, false);
  return { ...bag, ...last };
}
