import { effective } from '../../domain/folds/effective.js';
import type { JournalEntry } from '../../domain/journal.js';

export type AnswerEntry = JournalEntry<'ANSWERED' | 'REVISED'>;
type Decisive = JournalEntry<'ANSWERED' | 'REVISED' | 'CONCLUDED' | 'DECIDED_ACTION'>;

const decisive = ['ANSWERED', 'REVISED', 'CONCLUDED', 'DECIDED_ACTION'];
const isDecisive = (entry: JournalEntry): entry is Decisive => decisive.includes(entry.type);
const isAnswer = (entry: JournalEntry): entry is AnswerEntry => entry.type === 'ANSWERED' || entry.type === 'REVISED';

/** What revisions did to an entry: it is valid, a later answer replaced it, or it followed a revised answer. */
export type Standing = 'effective' | 'replaced' | 'dropped';

/** Which answers, verdicts and decisions are valid after each revision; see {@link effective}. */
export function standings(journal: JournalEntry[]): Map<Decisive, Standing> {
  const standing = new Map<Decisive, Standing>();
  let past: JournalEntry[] = [];
  for (const entry of journal.filter(isDecisive)) {
    past = [...past, entry];
    standing.set(entry, 'effective');
    if (entry.type !== 'REVISED') continue;
    // A revision of an answer that was already dropped replaces nothing. It keeps its type, and isn't valid.
    const valid = new Set(effective(past).flatMap(({ type, seq }) => (type === 'REVISED' ? [] : [seq])));
    for (const [earlier, each] of standing) {
      if (each !== 'effective' || valid.has(earlier.seq)) continue;
      const isReplaced = earlier !== entry && isAnswer(earlier) && earlier.data.question === entry.data.question;
      standing.set(earlier, isReplaced ? 'replaced' : 'dropped');
    }
  }
  return standing;
}

/** Every answer, in the order of the journal, with its standing. */
export const answerHistory = (standing: Map<Decisive, Standing>): { entry: AnswerEntry; standing: Standing }[] =>
  [...standing].flatMap(([entry, each]) => (isAnswer(entry) ? [{ entry, standing: each }] : []));

/** The last valid entry of a type; null when there is none. */
export const lastStanding = <T extends 'CONCLUDED' | 'DECIDED_ACTION'>(
  standing: Map<Decisive, Standing>,
  type: T,
  matches: (entry: JournalEntry<T>) => boolean = () => true,
): JournalEntry<T> | null =>
  [...standing]
    .flatMap(([entry, each]) =>
      each === 'effective' && entry.type === type ? [entry as unknown as JournalEntry<T>] : [],
    )
    .findLast(matches) ?? null;
