import type { DerivedRow } from '../../domain/analysis.js';
import type { Json } from '../../domain/json.js';
import { type Interval, parseInterval } from '../../domain/time.js';
import { moment, rowsOf, text, texts } from '../rows.js';
import type { FactFunction } from './types.js';

const hour = 3_600_000;

/**
 * Each anchor (of `timeAnchors`) whose `about` is among the params' `about`, against the approved change windows:
 * `[{name, label, about, at, precision, inside, window, from}]`. `windows` are `{start, end}`; `answered` are texts
 * `start/end` (an empty one says that there was none). `window` is the one that it lies in, as `start/end`.
 *
 * `inside` is null when it cannot be said: no window was named, or the anchor is a day of the host's own calendar, in
 * some time zone, and a window (`window`) holds a part of it but not all. Such a day lies inside a window that holds it
 * whole, whatever the zone.
 */
export const changeWindows: FactFunction = {
  name: 'changeWindows',
  with: ['anchors', 'windows', 'answered'],
  run({ anchors, windows, answered }, { about }, complain) {
    const named = rowsOf(windows).map((row) => `${row['start']}/${row['end']}`);
    const known: Interval[] = [];
    for (const candidate of [...named, ...texts(answered)]) {
      const interval = parseInterval(candidate);
      if (interval) known.push(interval);
      else complain(`"${candidate}" is not a change window, such as 2023-06-14T18:00Z/2023-06-14T22:00Z`);
    }
    return rowsOf(anchors)
      .filter((row) => texts(about).includes(text(row['about']) ?? ''))
      .map((row) => ({
        name: row['name'] ?? null,
        label: row['label'] ?? null,
        about: row['about'] ?? null,
        at: row['at'] ?? null,
        precision: row['precision'] ?? null,
        ...placed(row, known),
        from: row.from,
      }));
  },
};

function placed(row: DerivedRow, windows: Interval[]): { inside: Json; window: Json } {
  const isDay = row['precision'] === 'day';
  const at = moment(isDay ? `${row['at']} 00:00Z` : row['at']);
  if (at === null || windows.length === 0) return { inside: null, window: null };
  // A calendar day begins up to 14 hours before the UTC day of the same name, and ends up to 12 hours after it.
  const [start, end] = isDay ? [at - 14 * hour, at + 36 * hour - 1] : [at, at];
  const whole = windows.find((window) => Date.parse(window.start) <= start && Date.parse(window.end) >= end);
  const touched = windows.find((window) => Date.parse(window.start) <= end && Date.parse(window.end) >= start);
  const window = whole ?? touched;
  return { inside: whole ? true : touched ? null : false, window: window ? `${window.start}/${window.end}` : null };
}
