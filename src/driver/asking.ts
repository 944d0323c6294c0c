import type { Given } from '../domain/journal.js';
import type { Respondent } from '../terminal/types.js';

/** The effects that need a person. Each asks once, and journals what was said, by whom, and on what shown evidence. */
export interface Asking {
  respondent: Respondent;
  /** Operating-system account. */
  account: string;
}

/** Who said it, and how, as each answer's entry carries it. */
export const given = ({ respondent, account }: Asking): Given => ({
  by: respondent.by,
  account,
  source: respondent.source,
});
