import type { JournalEntry } from '../journal.js';

/**
 * The journal as if every answer had been right from the start. REVISED replaces the answer in its place and drops the
 * answers, conclusions and decisions that came later, because they were based on the old answer. their old
 * values stay in the journal, and are the defaults that are offered. Later analyses are based on the old answer
 * and are dropped too. Evidence stays, because it was read from the host and doesn't depend on answers.
 */
export function effective(journal: JournalEntry[]): JournalEntry[] {
  let result: JournalEntry[] = [];
  for (const entry of journal) {
    if (entry.type === 'REVISED') result = revise(result, entry);
    else result.push(entry);
  }
  return result;
}

const restsOnAnswers = new Set<JournalEntry['type']>(['ANSWERED', 'CONCLUDED', 'DECIDED_ACTION', 'ANALYSED']);

function revise(before: JournalEntry[], revised: JournalEntry<'REVISED'>): JournalEntry[] {
  const { reason: _, ...answer } = revised.data;
  const place = before.findIndex((entry) => entry.type === 'ANSWERED' && entry.data.question === answer.question);
  if (place === -1) return [...before, revised];
  const later = before.slice(place + 1).filter(({ type }) => !restsOnAnswers.has(type));
  return [...before.slice(0, place), { ...revised, type: 'ANSWERED', data: { ...answer, shown: [] } }, ...later];
}
