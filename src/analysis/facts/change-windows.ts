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
 * `inside` is null when it cannot be said: no window was named, or the anchor is a day of the host's own calendar that
 * meets a window in some time zone, but not as a UTC day. A day that meets a window as a UTC day counts as inside.
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
  const start = moment(isDay ? `${row['at']} 00:00Z` : row['at']);
  if (start === null || windows.length === 0) return { inside: null, window: null };
  const end = isDay ? start + 24 * hour - 1 : start;
  const meets = (from: number, to: number) =>
    windows.find((window) => Date.parse(window.start) <= to && Date.parse(window.end) >= from);
  const window = meets(start, end);
  if (window) return { inside: true, window: `${window.start}/${window.end}` };
  // A calendar day begins up to 14 hours before the UTC day of the same name, and ends up to 12 hours after it.
  return { inside: isDay && meets(start - 14 * hour, end + 12 * hour) ? null : false, window: null };
}
