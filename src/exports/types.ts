import type { ReportInput } from '../report/index.js';

/** A file made from a case: its report, or its timeline. `src/exports/index.ts` lists all of them. */
export interface Export {
  /** Its name for `--format`. */
  name: string;
  /** Without the dot. */
  extension: string;
  /** The bytes of the file: a pure function of the input. All text in it goes through the sink of its format. */
  render(input: ReportInput): Uint8Array;
}
