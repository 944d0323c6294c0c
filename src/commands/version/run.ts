import { existsSync, readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { load, shippedPlaybooks } from '../../casework/playbooks.js';
import { fileRef } from '../../files/hash.js';
import { packageRoot, tool } from '../../package.js';
import { byPath, folderHash, listFiles } from '../../playbook/files.js';

/** The document of `casefile version --json`. */
export interface Version {
  schema: 'casefile/version@1';
  name: string;
  version: string;
  /** SHA-256 over the lines `sha256  path` of the files that run: `dist`, `powershell` and `package.json`, by path. */
  build: { sha256: string; files: number };
  node: string;
  platform: string;
  arch: string;
  /** CycloneDX list of what is bundled, absolute path; null when the build made no list. */
  sbom: string | null;
  /** Shipped playbooks; `sha256` is the one that a case's journal names. */
  playbooks: { id: string; version: string; sha256: string }[];
}

/** `casefile version`: what is installed, by its bytes as they are now. */
export function installedVersion(): Version {
  const manifest = 'package.json';
  const files = [
    fileRef(manifest, readFileSync(join(packageRoot, manifest))),
    ...['dist', 'powershell'].flatMap((folder) =>
      listFiles(join(packageRoot, folder)).map((ref) => ({ ...ref, file: `${folder}/${ref.file}` })),
    ),
  ].sort(byPath);
  const sbom = join(packageRoot, 'dist', 'sbom.cdx.json');
  return {
    schema: 'casefile/version@1',
    ...tool,
    build: { sha256: folderHash(files), files: files.length },
    ...{ node: process.version, platform: platform(), arch: arch() },
    sbom: existsSync(sbom) ? sbom : null,
    playbooks: shippedPlaybooks().map(({ dir }) => {
      const { id, version: its, sha256 } = load(dir);
      return { id, version: its, sha256 };
    }),
  };
}
