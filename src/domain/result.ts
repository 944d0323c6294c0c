import type { Outcome, Reason } from './evidence.js';
import type { Handling } from './handling.js';

/** The one JSON document on stdout of `--json`, also for every non-zero exit. */
export interface Result {
  schema: 'casefile/result@1';
  status: 'concluded' | 'waiting' | 'failed';
  exit: number;
  case: string | null;
  /** Absolute paths. */
  dir: string | null;
  report: string | null;
  /** What the case waits for: the step kind and the key of the answers file. */
  pending: { kind: string; key: string } | null;
  verdict: { level: string; proposed: string; score: number; overridden: boolean } | null;
  /** Case reference, TLP label and legal hold; null without a case. */
  handling: Handling | null;
  coverage: { [collector: string]: { outcome: Outcome; reason: Reason | null; items: number; evidence: string } };
  /** Hash of the journal's last entry: note it elsewhere. */
  head: string | null;
  error: { code: string; message: string } | null;
}
