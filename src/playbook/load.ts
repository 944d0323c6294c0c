import { join } from 'node:path';
import type { FileRef } from '../domain/file.js';
import { usageError } from '../errors.js';
import { checkPlaybook } from './check.js';
import { type CheckedPlaybook, findChecked } from './checked.js';
import { type FileWithContent, listShared, playbookFile, readFolder } from './files.js';
import { InvalidPlaybook, type Problem } from './problems.js';
import type { AttachmentKinds, FactFunctions, Playbook } from './types.js';
import { partKeys } from './yaml/parts.js';

export interface LoadOptions {
  /** The correlations that `use` may name; src/analysis exports them. */
  factFunctions: FactFunctions;
  /** The kinds of export that `reads` may name; src/attachments exports them. */
  attachmentKinds: AttachmentKinds;
}

/**
 * Loads the playbook of a folder. One that is in `checked`, file for file, is not checked again; one that passes the check
 * is added there.
 * @throws InvalidPlaybook (exit 2) with every problem; KnownError exit 2 `playbook-missing` without a playbook.yaml.
 */
export function loadPlaybook(dir: string, options: LoadOptions, checked: CheckedPlaybook[] = []): Playbook {
  const folder = { files: readFolder(dir), shared: listShared(dir) };
  const known = findChecked(folder, checked);
  if (known) return { ...known, dir };
  const { playbook, problems } = check(dir, folder, options);
  if (!playbook) throw new InvalidPlaybook(dir, problems);
  const { dir: _, ...rest } = playbook;
  checked.push(rest);
  return playbook;
}

/** Every problem of the playbook of a folder, by place. @throws KnownError exit 2 without a playbook.yaml. */
export const lintPlaybook = (dir: string, options: LoadOptions): Problem[] =>
  check(dir, { files: readFolder(dir), shared: listShared(dir) }, options).problems;

function check(dir: string, { files, shared }: { files: FileWithContent[]; shared: FileRef[] }, options: LoadOptions) {
  const contentOf = (name: string) => files.find(({ file }) => file === name)?.content;
  const bytes = contentOf(playbookFile);
  if (!bytes)
    throw usageError('playbook-missing', {
      what: `There is no file ${playbookFile} in ${dir}`,
      where: dir,
      expected: 'the folder of a playbook, with files and not links',
      next: 'See `casefile list --playbooks` for the playbooks that can be run.',
    });
  return checkPlaybook({
    file: join(dir, playbookFile),
    bytes,
    parts: partKeys.flatMap((key) => {
      const content = contentOf(`${key}.yaml`);
      return content ? [{ key, file: join(dir, `${key}.yaml`), bytes: content }] : [];
    }),
    dir,
    files: files.map(refOf),
    shared,
    ...options,
  });
}

const refOf = ({ file, sha256, bytes }: FileWithContent) => ({ file, sha256, bytes });
