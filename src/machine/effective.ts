import type { JournalEntry } from '../domain/journal.js';

/**
 * The journal as if every answer had been right from the start. REVISED replaces the answer in its place and drops the
 * answers, conclusions and decisions that came later, since they were given on what turned out otherwise; their old
 * values stay in the journal, and are the defaults that are offered. Analyses that came later rest on the old answer
 * and are dropped too. Evidence stays: it was read from the host, whatever was answered.
 */
export function effective(journal: JournalEntry[]): JournalEntry[] {
  return journal.reduce<JournalEntry[]>((before, entry) => {
    if (entry.type !== 'REVISED') return [...before, entry];
    const { reason: _, ...answer } = entry.data;
    const place = before.findIndex((other) => other.type === 'ANSWERED' && other.data.question === answer.question);
    if (place === -1) return [...before, entry];
    const later = before.slice(place + 1).filter((other) => !restsOnAnswers.has(other.type));
    return [...before.slice(0, place), { ...entry, type: 'ANSWERED', data: { ...answer, shown: [] } }, ...later];
  }, []);
}

const restsOnAnswers = new Set<JournalEntry['type']>(['ANSWERED', 'CONCLUDED', 'DECIDED_ACTION', 'ANALYSED']);
