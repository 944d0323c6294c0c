import { bytesOf, pathOf, preludeFile } from './files.js';
import type { Playbook } from './types.js';

/** A script of a playbook: as the playbook names it, its text, and where it is on disk. */
export interface ScriptFile {
  path: string;
  /** Of the file when the playbook was loaded. */
  sha256: string;
  text: string;
  file: string;
}

/** Reads a script that a collector names. @throws KnownError exit 2 when it can't be read. */
export function scriptOf(playbook: Playbook, path: string): ScriptFile {
  const { sha256 } = playbook.files.find(({ file }) => file === path)!;
  const file = pathOf(playbook.dir, path);
  return { path, sha256, text: bytesOf(file).toString('utf8'), file };
}

/** The functions that the playbook's collectors share; undefined when it has none. */
export const preludeOf = (playbook: Playbook): ScriptFile | undefined =>
  playbook.files.some(({ file }) => file === preludeFile) ? scriptOf(playbook, preludeFile) : undefined;
