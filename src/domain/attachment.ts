import type { Outcome, Reason } from './evidence.js';
import type { JsonObject } from './json.js';

/**
 * What a reader made of an attached file: a pure function of its bytes, made again when it is needed. Rows count
 * from 1: `[A1#3]` is `rows[2]`.
 */
export interface AttachmentReading {
  /** Kind of export that the playbook says it is: `azureActivityLog`. */
  kind: string;
  /** How the file is written: `JSON Lines, UTF-8`; null when that isn't known. */
  format: string | null;
  /** Records in the file, including those that weren't understood. Several can become one row. */
  records: number;
  /** Normalised rows: every field that the kind declares, null when the record doesn't say. */
  rows: JsonObject[];
  /** Names of the fields that hold a time. */
  times: string[];
  /** Records that do not fit, and the first of them; records count from 1. */
  notUnderstood: { count: number; first: { record: number; reason: string }[] };
  /** Why nothing in the file was understood. Null when rows, or an empty list of them, were. */
  problem: string | null;
}

/** What conditions know of an attachment; null before anybody was asked for it. */
export type AttachmentState = 'attached' | 'unavailable' | 'notUnderstood';

/** An attachment's rows with its id within the case, `A1`. */
export interface Attached {
  id: string | null;
  state: AttachmentState;
  rows: JsonObject[];
}

/**
 * The four words of coverage, for a file. A file that wasn't completely understood has failed: its rows prove presence,
 * never absence.
 */
export function attachmentOutcome({ problem, notUnderstood, rows }: AttachmentReading): {
  outcome: Outcome;
  reason: Reason | null;
} {
  if (problem !== null || notUnderstood.count > 0) return { outcome: 'failed', reason: 'invalidRows' };
  return { outcome: rows.length > 0 ? 'collected' : 'empty', reason: null };
}
