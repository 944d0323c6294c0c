import type { FileRef } from '../domain/file.js';
import type { Playbook } from './types.js';

/**
 * A playbook that was checked. Its folder doesn't matter: the same files are the same playbook. The build checks the
 * shipped ones (`dist/playbooks.json`). No case folder and no cache brings one.
 */
export type CheckedPlaybook = Omit<Playbook, 'dir'>;

/** What a playbook's folder contains, and the shared folder next to it. */
export interface FolderFiles {
  files: FileRef[];
  shared: FileRef[];
}

/** The checked playbook that has exactly the files of this folder; undefined when none has. */
export function findChecked(
  { files, shared }: FolderFiles,
  checked: readonly CheckedPlaybook[],
): CheckedPlaybook | undefined {
  const own = hashes(files);
  const all = new Map([...hashes(shared), ...own]);
  return checked.find(
    (playbook) =>
      playbook.files.every(({ file, sha256 }) => all.get(file) === sha256) &&
      playbook.files.filter(({ file }) => own.has(file)).length === own.size,
  );
}

const hashes = (files: FileRef[]) => new Map(files.map(({ file, sha256 }) => [file, sha256]));
