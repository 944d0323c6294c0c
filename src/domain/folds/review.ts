import type { JournalEntry } from '../journal.js';
import { effective } from './effective.js';

/** Does what was decided have a second name under it? */
export interface ReviewState {
  /** What asks for a second name: `benign verdict`, `containment`. Empty = nothing does. */
  needed: string[];
  /** Who gave the verdict and who decided the actions that are done or planned: none of them can review it. */
  decidedBy: string[];
  /** The reviews that came after all of that; none = not reviewed. */
  reviews: JournalEntry<'REVIEWED'>[];
}

/** Reads from a journal what was reviewed. A review covers what came before it: a later verdict or decision voids it. */
export function reviewOf(journal: JournalEntry[], { benign }: { benign: string[] }): ReviewState {
  const standing = effective(journal);
  const verdict = standing.findLast((entry) => entry.type === 'CONCLUDED') as JournalEntry<'CONCLUDED'> | undefined;
  const decisions = new Map<string, JournalEntry<'DECIDED_ACTION'>>();
  for (const entry of standing) if (entry.type === 'DECIDED_ACTION') decisions.set(entry.data.action, entry);
  const containment = [...decisions.values()].filter(
    ({ data }) => data.decision === 'done' || data.decision === 'planned',
  );
  const decided = [...(verdict ? [verdict] : []), ...containment];
  return {
    needed: [
      ...(verdict && benign.includes(verdict.data.level) ? ['benign verdict'] : []),
      ...(containment.length > 0 ? ['containment'] : []),
    ],
    decidedBy: [...new Set(decided.map(({ data }) => data.by))],
    reviews: journal.filter(
      (entry): entry is JournalEntry<'REVIEWED'> =>
        verdict !== undefined && entry.type === 'REVIEWED' && decided.every(({ seq }) => seq < entry.seq),
    ),
  };
}
