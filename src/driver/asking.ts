import type { Given } from '../domain/journal.js';
import type { Respondent } from '../terminal/types.js';

/** What the steps that ask a person need. Each journals the answer, who gave it, and the evidence that was on screen. */
export interface Asking {
  respondent: Respondent;
  /** Operating-system account. */
  account: string;
}

/** Who answered, and how: part of each answer's entry. */
export const given = ({ respondent, account }: Asking): Given => ({
  by: respondent.by,
  account,
  source: respondent.source,
});
