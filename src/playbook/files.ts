import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../domain/file.js';
import { usageError } from '../errors.js';
import { sha256 } from '../files/hash.js';
import { readAtMost, Unreadable } from '../files/ordinary.js';

/** A file of a playbook with its content, which is what was hashed. */
export interface FileWithContent extends FileRef {
  content: Buffer;
}

/**
 * Files of a playbook folder, sorted by path, without `tests/`. Symbolic links are left out: what they lead to is not
 * part of the folder.
 */
export function readFolder(dir: string): FileWithContent[] {
  const walk = (under: string): string[] =>
    readdirSync(join(dir, under), { withFileTypes: true }).flatMap((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return path === 'tests' ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    });
  return walk('')
    .sort((a, b) => Number(a > b) - Number(a < b))
    .map((file) => {
      const content = bytesOf(join(dir, file));
      return { file, sha256: sha256(content), bytes: content.length, content };
    });
}

/** The same without their content. */
export const listFiles = (dir: string): FileRef[] => readFolder(dir).map(({ content: _, ...ref }) => ref);

/** The file that makes a folder a playbook. */
export const playbookFile = 'playbook.yaml';

/** Largest file of a playbook's folder: it is copied into every case. */
const largest = 16 * 1024 * 1024;

/** Bytes of a file of a playbook. @throws KnownError exit 2 where it is too large, or no ordinary file. */
export function bytesOf(path: string): Buffer {
  try {
    return readAtMost(path, largest);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw usageError('playbook-unreadable', {
      what: `A file of the playbook cannot be read (${error.message})`,
      where: path,
      expected: `ordinary files of at most ${largest} bytes each`,
      next: 'Remove the files that do not belong to the playbook.',
    });
  }
}

/** The folder of scripts that several playbooks use. It is next to theirs; a pinned copy of a playbook contains it. */
const sharedFolder = '_shared';

/** Functions that collectors share. The runner defines them before each script; absent in playbooks that need none. */
export const preludeFile = `${sharedFolder}/Prelude.ps1`;

/** Files of the shared folder next to a playbook's folder, as its collectors name them: `_shared/…`. */
export function listShared(dir: string): FileRef[] {
  const shared = join(dir, '..', sharedFolder);
  return existsSync(shared) ? listFiles(shared).map((ref) => ({ ...ref, file: `${sharedFolder}/${ref.file}` })) : [];
}

/** The path of a playbook's file: in its folder, or in the shared one next to it. */
export function pathOf(dir: string, file: string): string {
  const own = join(dir, ...file.split('/'));
  return file.startsWith(`${sharedFolder}/`) && !existsSync(own) ? join(dir, '..', ...file.split('/')) : own;
}

/** In order of their paths. */
export const byPath = (a: FileRef, b: FileRef): number => Number(a.file > b.file) - Number(a.file < b.file);

/** Hash of a folder: SHA-256 over its lines `sha256  path`. */
export const folderHash = (files: readonly FileRef[]): string =>
  sha256(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''));
