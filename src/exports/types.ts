import type { Root } from 'mdast';

/** A file format of the report. Implementations are one file each and are listed in `src/exports/index.ts`. */
export interface Export {
  /** What `--format` names it. */
  name: string;
  /** Without the dot. */
  extension: string;
  /** The bytes of the file: a pure function of the tree. */
  render(root: Root): Uint8Array;
}
