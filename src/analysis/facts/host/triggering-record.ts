import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { folded, isObject, moment, objectsOf, refs, rowsOf, text, wasRead } from '../../rows.js';
import type { FactFunction } from '../types.js';

/** The times in a log and in a shipped copy of it agree to the second. */
const tolerance = 1000;

/**
 * Is the event of the alert in the host's own log?
 * `{state, by, reason, logs: [{name, outcome, from, to}], from}`
 *
 * - `found`: by `record id` if the alert's copy has one, else by event id and `time` to the second.
 * - `notFound`: each log that could contain it was read for the event's time, and none does.
 * - `cannotSay`: with the `reason`.
 *
 * `events` are rows with `id`, `recordId`, `time` and `channel` or `log`; `coverage` is the coverage of the collectors
 * that gave them. If the alert names no channel, each of their sources could contain it.
 */
export const triggeringRecord: FactFunction = {
  name: 'triggeringRecord',
  with: ['detection', 'events', 'coverage'],
  run({ detection, events, coverage }) {
    const event = isObject(detection) && isObject(detection['event']) ? detection['event'] : null;
    const time = isObject(detection) ? moment(detection['time']) : null;
    const answer = (state: string, more: JsonObject, from: string[]) => ({
      state,
      by: null,
      reason: null,
      logs: [],
      ...more,
      from,
    });
    if (!event || event['id'] === null || (text(event['recordId']) === null && time === null)) {
      const reason = 'this copy of the alert has neither a record id nor an event id with a time';
      return answer('cannotSay', { reason }, ['alert']);
    }
    const found = rowsOf(events).filter((row) => isMeant(row, event, time));
    const by = text(event['recordId']) === null ? 'time' : 'record id';
    if (found.length > 0) return answer('found', { by }, refs(found));

    const channel = folded(event['channel']);
    const searched = rowsOf(coverage).flatMap((state) =>
      objectsOf(state['sources'])
        .filter(({ name }) => channel === null || folded(name) === channel)
        .map((source) => ({ source, evidence: text(state['evidence']) })),
    );
    const logs = searched.map(({ source: { name, outcome, from: start, to } }) => ({
      name: name ?? null,
      outcome: outcome ?? null,
      from: text(start),
      to: text(to),
    }));
    const from = [...new Set(['alert', ...searched.flatMap(({ evidence }) => evidence ?? [])])];
    const reason = whyUncovered(
      searched.map(({ source }) => source),
      time,
    );
    return answer(reason === null ? 'notFound' : 'cannotSay', { reason, logs }, from);
  },
};

function isMeant(row: DerivedRow, event: JsonObject, time: number | null): boolean {
  const [named, held] = [folded(event['channel']), folded(row['channel']) ?? folded(row['log'])];
  if (row['id'] !== event['id'] || (named !== null && held !== null && named !== held)) return false;
  const recordId = text(event['recordId']);
  if (recordId !== null) return String(row['recordId']) === recordId;
  const at = moment(row['time']);
  return at !== null && time !== null && Math.abs(at - time) <= tolerance;
}

/** Why a missing event proves nothing; null when every log was read for that moment. */
function whyUncovered(sources: JsonObject[], time: number | null): string | null {
  if (sources.length === 0) return 'no log that could contain it was read';
  if (time === null) return 'the alert has no time, so it is not known whether the log reaches back to it';
  const covers = ({ outcome, from, to }: JsonObject) => {
    const [start, end] = [moment(from), moment(to)];
    return wasRead(outcome) && start !== null && end !== null && start <= time && time <= end;
  };
  return sources.every(covers) ? null : 'the log was not read for the time of the event';
}
