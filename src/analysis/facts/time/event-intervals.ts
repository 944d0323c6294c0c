import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { folded, moment, objectsOf, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

interface Interval {
  key: string | null;
  start: Json;
  end: Json;
  kept: JsonObject;
  from: string[];
  log: string | null;
  /** What wrote it, see `apart`. */
  writer: string | null;
  open: boolean;
  /** Closed by an event for all: the event for this key alone may still follow, and is the same end. */
  endedWithAll: boolean;
}

/**
 * When something was up, from the events of its start and end:
 * `[{key, start, end, startKnown, open, readTo, up, ...keep, from}]`, oldest first, times UTC ISO-8601.
 *
 * - `open`: no end until `readTo`, the end of what was read of the log that holds the start (`sources`: coverage of the
 *   logs, `name` and `to`; an event names its log as `channel` or `log`). Null where that is not known.
 * - `up`: open, and something of `running` (rows that show it at work now, e.g. services or sockets) is there; a row
 *   that names a `connection` speaks for that one alone. A log without an end does not show this by itself.
 * - `startKnown: false`, `start: null`: an end without a start; the log does not reach back so far.
 * - `end: null`, `open: false`: it, or the whole (`restart`), started anew without an end, as after a crash: when it
 *   ended is not recorded.
 *
 * Params: event ids `up`, `down` (for one key), `allDown` (ends all) and `restart` (none of before is up any more);
 * `key` the field that tells one from another (compared without case and a trailing slash), or several, of which the
 * first that an event has counts; `keep` fields to copy from the event; `apart` the field that names what wrote an
 * event (a product of its own), where several did: a stop or restart of one ends nothing of another.
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
    for (const row of inOrder(rowsOf(events))) {
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
    const readTo = new Map(objectsOf(sources).map((source) => [folded(source['name']), text(source['to'])]));
    const signs = rowsOf(running);
    return intervals.map(({ key, start, end, open, kept, from, log }) => {
      const sign = open ? signs.find((row) => speaksFor(row, kept)) : undefined;
      return {
        ...kept,
        key,
        start,
        end,
        startKnown: start !== null,
        open,
        readTo: readTo.get(log) ?? null,
        up: sign !== undefined,
        from: refs({ from }, sign),
      };
    });
  },
};

const speaksFor = (row: DerivedRow, kept: JsonObject): boolean =>
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

/** Oldest first; events of the same millisecond in the order of their record numbers. Events without a time are left out. */
function inOrder(rows: DerivedRow[]): DerivedRow[] {
  const record = (row: DerivedRow) =>
    /^\d{1,20}$/.test(String(row['recordId'])) ? BigInt(String(row['recordId'])) : 0n;
  return rows
    .filter((row) => moment(row['time']) !== null)
    .sort((a, b) => moment(a['time'])! - moment(b['time'])! || Number(record(a) - record(b)));
}
