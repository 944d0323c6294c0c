import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../domain/file.js';

/**
 * Files of a playbook folder with their hashes, sorted by path, without `tests/`. Symbolic links are left out: what
 * they lead to is not part of the folder.
 */
export function listFiles(dir: string): FileRef[] {
  const walk = (under: string): string[] =>
    readdirSync(join(dir, under), { withFileTypes: true }).flatMap((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return path === 'tests' ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    });
  return walk('')
    .sort((a, b) => Number(a > b) - Number(a < b))
    .map((file) => {
      const bytes = readFileSync(join(dir, file));
      return { file, sha256: sha256(bytes), bytes: bytes.length };
    });
}

/** Scripts that several playbooks use lie in this folder beside theirs; a pinned copy of a playbook holds it inside. */
const sharedFolder = '_shared';

/** Files of the shared folder beside a playbook's folder, as its collectors name them: `_shared/…`. */
export function listShared(dir: string): FileRef[] {
  const shared = join(dir, '..', sharedFolder);
  return existsSync(shared) ? listFiles(shared).map((ref) => ({ ...ref, file: `${sharedFolder}/${ref.file}` })) : [];
}

/** Where a file of a playbook lies on disk: in its folder, or in the shared one beside it. */
export function pathOf(dir: string, file: string): string {
  const own = join(dir, ...file.split('/'));
  return file.startsWith(`${sharedFolder}/`) && !existsSync(own) ? join(dir, '..', ...file.split('/')) : own;
}

/** In order of their paths. */
export const byPath = (a: FileRef, b: FileRef): number => Number(a.file > b.file) - Number(a.file < b.file);

/** Hash of a folder: SHA-256 over its lines `sha256  path`. */
export const folderHash = (files: readonly FileRef[]): string =>
  sha256(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''));

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
