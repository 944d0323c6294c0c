import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../errors.js';
import { isThere } from '../files/refusal.js';
import { checkPlaybook } from './check.js';
import { bytesOf, listFiles, listShared } from './files.js';
import { InvalidPlaybook, type Problem } from './problems.js';
import type { AttachmentKinds, FactFunctions, Playbook } from './types.js';
import { partKeys } from './yaml/parts.js';
import { readYaml } from './yaml/read.js';

export interface LoadOptions {
  /** The correlations that `use` may name; src/analysis exports them. */
  factFunctions: FactFunctions;
  /** The kinds of export that `reads` may name; src/attachments exports them. */
  attachmentKinds: AttachmentKinds;
}

const fileName = 'playbook.yaml';

/**
 * Loads and checks the playbook of a folder.
 * @throws InvalidPlaybook (exit 2) with every problem; KnownError exit 2 `playbook-missing` without a playbook.yaml.
 */
export function loadPlaybook(dir: string, options: LoadOptions): Playbook {
  const { playbook, problems } = check(dir, options);
  if (!playbook) throw new InvalidPlaybook(dir, problems);
  return playbook;
}

/** Every problem of the playbook of a folder, by place. @throws KnownError exit 2 without a playbook.yaml. */
export const lintPlaybook = (dir: string, options: LoadOptions): Problem[] => check(dir, options).problems;

/** Playbooks in the folders under `root`, by id. Folders whose name begins with `_` are no playbooks to run. */
export function listPlaybooks(root: string): { id: string; title: string; dir: string }[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => ({ name: entry.name, dir: join(root, entry.name) }))
    .filter(({ dir }) => existsSync(join(dir, fileName)))
    .map(({ name, dir }) => ({ ...heading(name, dir), dir }))
    .sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
}

function heading(name: string, dir: string): { id: string; title: string } {
  const read = readYaml(join(dir, fileName), bytesOf(join(dir, fileName)));
  const data = ('source' in read ? read.source.data : null) as { id?: unknown; title?: unknown } | null;
  const { id, title } = data ?? {};
  return {
    id: typeof id === 'string' ? id : name,
    title: typeof title === 'string' ? title : 'cannot be read: check it with `casefile lint`',
  };
}

function check(dir: string, options: LoadOptions) {
  const file = join(dir, fileName);
  if (!isThere(file))
    throw usageError('playbook-missing', {
      what: `There is no ${fileName} in ${dir}`,
      where: dir,
      expected: 'the folder of a playbook',
      next: 'See `casefile list` for the playbooks there are.',
    });
  return checkPlaybook({
    file,
    bytes: bytesOf(file),
    parts: partKeys
      .map((key) => ({ key, file: join(dir, `${key}.yaml`) }))
      .filter((part) => existsSync(part.file))
      .map((part) => ({ ...part, bytes: bytesOf(part.file) })),
    dir,
    files: listFiles(dir),
    shared: listShared(dir),
    ...options,
  });
}
