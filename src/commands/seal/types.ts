export interface SealOptions {
  caseDir: string;
  zip?: boolean;
  output?: string;
  sign?: string;
}

/** The document of `casefile seal --json`. */
export interface Seal {
  schema: 'casefile/seal@1';
  case: string;
  /** Absolute paths. */
  dir: string;
  bag: string;
  form: 'folder' | 'zip';
  /** Hash of the journal's last entry, as the bag's `bag-info.txt` names it. */
  head: string;
  payload: { files: number; bytes: number };
  /** Of the archive; null for a folder. */
  sha256: string | null;
  /** Of the tag manifest, which names every byte of the bag: what to note elsewhere when nothing is signed. */
  tagManifest: { file: string; sha256: string };
  /** Files that hold signatures, and the key's name; null without `--sign`. */
  signature: { key: string; files: string[] } | null;
}
