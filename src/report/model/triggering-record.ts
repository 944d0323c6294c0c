import { evidenceRef, type Source } from '../../domain/evidence.js';
import type { JsonObject } from '../../domain/json.js';
import { parseTime } from '../../domain/time.js';
import type { Case } from './case.js';

/** Was the event that the alert speaks of found in the host's own log? */
export type TriggeringRecord =
  | { found: true; refs: string[]; by: 'record id' | 'time' }
  | { found: false; searched: { collector: string; evidence: string; rows: number; sources: Source[] }[] }
  /** The alert's copy holds too little to look for it. */
  | null;

/** Clocks of a log and of its shipper's copy agree to the second. */
const tolerance = 1000;

const near = (one: string | null, other: unknown): boolean => {
  const [a, b] = [one === null ? null : parseTime(one), typeof other === 'string' ? parseTime(other) : null];
  return a !== null && b !== null && Math.abs(a.getTime() - b.getTime()) <= tolerance;
};

/**
 * Looks for the alert's event among all collected rows that have an event `id` and a `recordId`: by record id and
 * channel where the alert's copy holds a record id, else by id and time to the second.
 */
export function triggeringRecord(record: Case): TriggeringRecord {
  const { event, time } = record.opened.data.detection;
  if (!event || event.id === null || (event.recordId === null && time === null)) return null;
  const by = event.recordId === null ? 'time' : 'record id';
  const channelOf = (row: JsonObject) => row['channel'] ?? row['log'] ?? null;
  const matches = (row: JsonObject) =>
    row['id'] === event.id &&
    (event.channel === null || channelOf(row) === null || channelOf(row) === event.channel) &&
    (event.recordId === null ? near(time, row['time']) : String(row['recordId']) === event.recordId);

  const logs = record.collectors.flatMap((state) => {
    const fields = record.playbook.collectors[state.id]?.rows ?? {};
    const item = record.evidenceOf(state.id);
    return item && fields['id'] && fields['recordId'] ? [{ state, item }] : [];
  });
  const refs = logs.flatMap(({ item }) =>
    [...item.rows()].filter(({ data }) => matches(data)).map(({ row }) => evidenceRef(item.header.evidence, row)),
  );
  if (refs.length > 0) return { found: true, refs, by };
  const searched = logs.map(({ state, item }) => ({
    collector: state.id,
    evidence: item.header.evidence,
    rows: state.items,
    sources: state.sources.filter(({ name }) => event.channel === null || name === event.channel),
  }));
  return { found: false, searched: searched.filter(({ sources }) => sources.length > 0) };
}
