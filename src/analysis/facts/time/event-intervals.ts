import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { folded, grouped, moment, objectsOf, oldestFirst, refs, rowsOf, text, texts } from '../../rows.js';
import { withFullNames } from '../network/full-names.js';
import type { FactFunction } from '../types.js';

interface Interval {
  key: string | null;
  start: Json;
  end: Json;
  kept: JsonObject;
  from: string[];
  log: string | null;
  /** The product that wrote it, see `apart`. */
  writer: string | null;
  open: boolean;
  /** Closed by an event for all. The event for this key alone can still follow, and is the same end. */
  endedWithAll: boolean;
}

/**
 * The times when something was up, from the events of its start and end:
 * `[{key, start, end, startKnown, open, readTo, up, ...keep, from}]`, oldest first, times UTC ISO-8601.
 *
 * - `open`: no end until `readTo`, where the reading of the log with the start ended (`sources`: coverage of the logs,
 *   `name` and `to`; an event names its log as `channel` or `log`). `readTo` is null when that isn't known.
 * - `up`: open, and a row of `running` shows it at work now, for example a service or a socket. A row that names a
 *   `connection` counts for that connection only. A log without an end does not prove this by itself.
 * - `startKnown: false`, `start: null`: an end without a start, because the log does not reach back that far.
 * - `end: null`, `open: false`: it started again, or everything did (`restart`), without an end, as after a crash. The
 *   end is not recorded.
 *
 * Params: event ids `up`, `down` (for one key), `allDown` (ends all) and `restart` (nothing from before is still up).
 * `key`: the field that identifies one, compared without case and trailing slashes; or several fields, of which the first
 * that an event has counts. `keep`: fields to copy from the event. `apart`: the field with the product that wrote an event,
 * if there are several: a stop or restart of one product ends nothing of another. `zone`: events name relays, which are
 * named as in `fullNames`.
 */
export const eventIntervals: FactFunction = {
  name: 'eventIntervals',
  with: ['events', 'sources'],
  run({ events, sources, running }, params) {
    const fields = text(params['key']) ? [text(params['key'])!] : texts(params['key']);
    const apart = text(params['apart']);
    const writerOf = (row: DerivedRow) => (apart === null ? null : folded(row[apart]));
    const keep = texts(params['keep']);
    const is = (list: Json | undefined, row: DerivedRow) => Array.isArray(list) && list.includes(row['id'] ?? null);
    const intervals: Interval[] = [];
    const last = new Map<string, Interval>();
    const zone = text(params['zone']);
    const named = zone === null ? rowsOf(events) : rowsOf(events).map((row) => withFullNames(row, zone));
    for (const row of inOrder(named)) {
      const writer = writerOf(row);
      const shown = fields.map((field) => text(row[field])).find((one) => one !== null) ?? null;
      const key = `${writer ?? ''} ${folded(shown)?.replace(/(?<!\/)\/+$/, '') ?? ''}`;
      const ofWriter = [...last.values()].filter((interval) => interval.writer === writer);
      const current = last.get(key);
      if (is(params['up'], row)) {
        if (current) current.open = false;
        last.set(key, started(row, shown, writer, keep));
        intervals.push(last.get(key)!);
      } else if (is(params['down'], row)) {
        if (current?.open || current?.endedWithAll) {
          close(current, row);
        } else {
          last.set(key, { ...started(row, shown, writer, keep), start: null, end: row['time'] ?? null, open: false });
          intervals.push(last.get(key)!);
        }
      } else if (is(params['allDown'], row)) {
        for (const interval of ofWriter) if (interval.open) close(interval, row, true);
      } else if (is(params['restart'], row)) {
        for (const interval of ofWriter) interval.open = false;
      }
    }
    const readTo = grouped(objectsOf(sources), (source) => folded(source['name']));
    const signs = rowsOf(running);
    return intervals.map(({ key, start, end, open, kept, from, log }) => {
      const sign = open ? signs.find((row) => isSignOf(row, kept)) : undefined;
      return {
        ...kept,
        key,
        start,
        end,
        startKnown: start !== null,
        open,
        readTo: earliest((readTo.get(log ?? '') ?? []).map((source) => text(source['to']))),
        up: sign !== undefined,
        from: refs({ from }, sign),
      };
    });
  },
};

/** Several sources of one name say no more than the one that was read least far; null when one does not say how far. */
const earliest = (times: (string | null)[]): string | null =>
  times.includes(null) ? null : (times.toSorted((a, b) => (moment(a) ?? 0) - (moment(b) ?? 0))[0] ?? null);

const isSignOf = (row: DerivedRow, kept: JsonObject): boolean =>
  folded(row['connection']) === null || folded(row['connection']) === folded(kept['connection']);

const started = (row: DerivedRow, key: string | null, writer: string | null, keep: string[]): Interval => ({
  key,
  writer,
  start: row['time'] ?? null,
  end: null,
  kept: Object.fromEntries(keep.map((name) => [name, row[name] ?? null])),
  from: row.from,
  log: folded(row['channel']) ?? folded(row['log']),
  open: true,
  endedWithAll: false,
});

function close(interval: Interval, row: DerivedRow, withAll = false): void {
  interval.end = row['time'] ?? null;
  interval.open = false;
  interval.endedWithAll = withAll;
  interval.from = refs(interval, row);
}

/** Oldest first, without events that have no time. Events of one millisecond are in the order of their record numbers. */
function inOrder(rows: DerivedRow[]): DerivedRow[] {
  const record = (row: DerivedRow) =>
    /^\d{1,20}$/.test(String(row['recordId'])) ? BigInt(String(row['recordId'])) : 0n;
  return oldestFirst(rows).sort((a, b) => moment(a['time'])! - moment(b['time'])! || Number(record(a) - record(b)));
}
