import type { ReportInput } from '../report/index.js';

/** A file that is made of a case: its report, or its timeline. Implementations are one file each and are listed in `src/exports/index.ts`. */
export interface Export {
  /** What `--format` names it. */
  name: string;
  /** Without the dot. */
  extension: string;
  /** The bytes of the file: a pure function of the input. What goes into it passes the sink of its format. */
  render(input: ReportInput): Uint8Array;
}
