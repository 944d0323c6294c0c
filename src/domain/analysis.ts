import type { Json, JsonObject } from './json.js';

/**
 * A text of the playbook with values from evidence put in. The two are kept apart up to the sink, because a value is
 * hostile: `{ text }` was written by the playbook's author, `{ value }` comes from a host, an alert or an answer.
 */
export type Segment = { text: string } | { value: string };
export type Template = Segment[];

/** A statement that the evidence carries. */
export interface Finding {
  /** Rule id from the playbook. */
  id: string;
  /** What it is scored against, e.g. a connection; null = the host. */
  subject: string | null;
  says: Template;
  /** Evidence references (`E3#12`, `A1`), never empty. */
  from: string[];
  weight: number;
  /** Only the heaviest finding of a group counts per subject. */
  group: string;
  /** The harmless explanation, from the playbook. */
  innocent: string | null;
  /** True for a credit: it lowers the score by what a person vouches for, and is left out of "before credits". */
  credit: boolean;
}

/** A finding rule whose condition could not be evaluated: it is neither true nor false, and printed under coverage. */
export interface NotEvaluated {
  id: string;
  /** Evidence row that it stumbled on, or null. */
  at: string | null;
  reason: string;
}

/** Score of one subject: the host's findings plus its own, the heaviest of each group. */
export interface SubjectScore {
  subject: string | null;
  score: number;
  beforeCredits: number;
  /** Indices into `Analysis.findings` of the findings that count. */
  counted: number[];
}

/** The verdict that the rules propose; a person confirms or overrides it. */
export interface ProposedVerdict {
  level: string;
  score: number;
  subject: string | null;
  /** Indices into `Analysis.findings`, heaviest first. */
  reasons: number[];
  /** At-least and requirement rules that moved the level away from what the score alone gives. */
  because: Template[];
  /**
   * Required collectors or sources that are missing, with the reason and the range in brackets where they were read in
   * part: no benign level while this is not empty.
   */
  missing: string[];
  /** What would change the verdict. */
  wouldChange: Template[];
}

/** Result of one analysis run: a pure function of playbook, detection, inputs, answers and evidence. */
export interface Analysis {
  schema: 'casefile/analysis@1';
  facts: { [name: string]: Json };
  findings: Finding[];
  notEvaluated: NotEvaluated[];
  scores: SubjectScore[];
  proposed: ProposedVerdict;
  /** Rows about the tool's own processes, by collector: left out of all the above. */
  ownNoise: { [collector: string]: number };
}

/** A row that a correlation derived, with the evidence that carries it. */
export type DerivedRow = JsonObject & { from: string[] };
