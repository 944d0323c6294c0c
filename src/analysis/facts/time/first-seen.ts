import type { Json } from '../../../domain/json.js';
import { parseDuration } from '../../../domain/time.js';
import { folded, moment, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Rows with what was known before them. Each of `rows` gets `earlier`, the number of rows in `history` with the same `key`
 * that are at least `apart` (ISO-8601) older, and `seen`: does one of those have the same `value`?
 *
 * "Never seen before" is a claim only when `earlier` is above zero: without history, everything is new. Both are null when
 * the row has no key, value or time. Keys and values are compared without case.
 */
export const firstSeen: FactFunction = {
  name: 'firstSeen',
  with: ['rows', 'history'],
  run(args, params, complain) {
    const [key, value] = [text(params['key']), text(params['value'])];
    const apart = parseDuration(String(params['apart'] ?? 'PT0S'));
    if (key === null || value === null || apart === null) {
      complain('key and value must name fields, and apart must be an ISO-8601 duration');
      return [];
    }
    const timesOf = timesBy(args['history'], key, value);
    return rowsOf(args['rows']).map((row) => {
      const [who, what, at] = [folded(row[key]), folded(row[value]), moment(row['time'])];
      if (who === null || what === null || at === null) return { ...row, earlier: null, seen: null };
      const before = at - apart;
      const known = timesOf.get(who);
      const count = known?.all.filter((time) => time <= before).length ?? 0;
      return { ...row, earlier: count, seen: (known?.first.get(what) ?? Number.POSITIVE_INFINITY) <= before };
    });
  },
};

interface Known {
  all: number[];
  /** When each value was first seen. */
  first: Map<string, number>;
}

function timesBy(history: Json | undefined, key: string, value: string): Map<string, Known> {
  const found = new Map<string, Known>();
  for (const row of rowsOf(history)) {
    const [who, what, at] = [folded(row[key]), folded(row[value]), moment(row['time'])];
    if (who === null || at === null) continue;
    const known: Known = found.get(who) ?? { all: [], first: new Map() };
    found.set(who, known);
    known.all.push(at);
    if (what !== null) known.first.set(what, Math.min(at, known.first.get(what) ?? at));
  }
  return found;
}
