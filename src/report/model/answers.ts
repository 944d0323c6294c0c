import type { JournalEntry } from '../../domain/journal.js';

export type AnswerEntry = JournalEntry<'ANSWERED' | 'REVISED'>;
type Decisive = JournalEntry<'ANSWERED' | 'REVISED' | 'CONCLUDED' | 'DECIDED_ACTION'>;

const isDecisive = (entry: JournalEntry): entry is Decisive =>
  entry.type === 'ANSWERED' ||
  entry.type === 'REVISED' ||
  entry.type === 'CONCLUDED' ||
  entry.type === 'DECIDED_ACTION';

const isAnswer = (entry: JournalEntry): entry is AnswerEntry => entry.type === 'ANSWERED' || entry.type === 'REVISED';

/** What a revision did to an entry: it stands, a later answer replaced it, or it came after a revised answer. */
export type Standing = 'effective' | 'replaced' | 'dropped';

/**
 * Which answers, verdicts and decisions stand. A revision takes the place of the answer that it revises and drops the
 * answers, verdicts and decisions after that place; nothing else is touched.
 */
export function standings(journal: JournalEntry[]): Map<Decisive, Standing> {
  const standing = new Map<Decisive, Standing>();
  let effective: Decisive[] = [];
  for (const entry of journal.filter(isDecisive)) {
    standing.set(entry, 'effective');
    const place =
      entry.type === 'REVISED'
        ? effective.findIndex((earlier) => isAnswer(earlier) && earlier.data.question === entry.data.question)
        : -1;
    if (place === -1) {
      // A revision of an answer that an earlier revision had dropped: nothing stands in its place, so neither does it.
      if (entry.type === 'REVISED') standing.set(entry, 'dropped');
      else effective.push(entry);
      continue;
    }
    standing.set(effective[place]!, 'replaced');
    for (const later of effective.slice(place + 1)) standing.set(later, 'dropped');
    effective = [...effective.slice(0, place), entry];
  }
  return standing;
}

/** Every answer ever given, in the order of the journal, with its standing. */
export const answerHistory = (standing: Map<Decisive, Standing>): { entry: AnswerEntry; standing: Standing }[] =>
  [...standing].flatMap(([entry, each]) => (isAnswer(entry) ? [{ entry, standing: each }] : []));

/** The last entry of a type that stands; null when there is none. */
export const lastStanding = <T extends 'CONCLUDED' | 'DECIDED_ACTION'>(
  standing: Map<Decisive, Standing>,
  type: T,
  matches: (entry: JournalEntry<T>) => boolean = () => true,
): JournalEntry<T> | null =>
  [...standing]
    .filter(([, each]) => each === 'effective')
    .map(([entry]) => entry)
    .filter(
      (entry): entry is Extract<Decisive, JournalEntry<T>> => entry.type === type && matches(entry as JournalEntry<T>),
    )
    .at(-1) ?? null;
