import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { type Interval, parseInterval } from '../../../domain/time.js';
import { moment, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

const hour = 3_600_000;

interface Window extends Interval {
  /** What a file says of it; null for one that was typed. */
  zone: Json;
  label: Json;
  source: Json;
}

const typed = { zone: null, label: null, source: null };

/**
 * Each anchor (of `timeAnchors`) whose `about` is among the params' `about`, against the approved change windows:
 * `[{name, label, about, at, precision, inside, window, windowZone, windowLabel, windowSource, from}]`. `windows` are
 * `{start, end}`, from a file with `zone`, `label` and `source`; `answered` are texts `start/end` (an empty one says that
 * there was none). `window` is the one that it lies in, as `start/end`.
 *
 * `inside` is null when it cannot be said: no window was named, or the anchor is a day of the host's own calendar, in
 * some time zone, and a window (`window`) holds a part of it but not all. Such a day lies inside a window that holds it
 * whole, whatever the zone.
 */
export const changeWindows: FactFunction = {
  name: 'changeWindows',
  with: ['anchors', 'windows', 'answered'],
  run({ anchors, windows, answered }, { about }, complain) {
    const named = rowsOf(windows).map(({ start, end, zone, label, source }) => ({
      text: `${start}/${end}`,
      said: { zone: zone ?? null, label: label ?? null, source: source ?? null },
    }));
    const known: Window[] = [];
    for (const { text, said } of [...named, ...texts(answered).map((text) => ({ text, said: typed }))]) {
      const interval = parseInterval(text);
      if (interval) known.push({ ...interval, ...said });
      else complain(`"${text}" is not a change window, such as 2023-06-14T18:00Z/2023-06-14T22:00Z`);
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

function placed(row: DerivedRow, windows: Window[]): JsonObject {
  const isDay = row['precision'] === 'day';
  const at = moment(isDay ? `${row['at']} 00:00Z` : row['at']);
  const nowhere = { window: null, windowZone: null, windowLabel: null, windowSource: null };
  if (at === null || windows.length === 0) return { inside: null, ...nowhere };
  // A calendar day begins up to 14 hours before the UTC day of the same name, and ends up to 12 hours after it.
  const [start, end] = isDay ? [at - 14 * hour, at + 36 * hour - 1] : [at, at];
  const whole = windows.find((window) => Date.parse(window.start) <= start && Date.parse(window.end) >= end);
  const window = whole ?? windows.find((each) => Date.parse(each.start) <= end && Date.parse(each.end) >= start);
  if (!window) return { inside: false, ...nowhere };
  return {
    inside: whole ? true : null,
    window: `${window.start}/${window.end}`,
    windowZone: window.zone,
    windowLabel: window.label,
    windowSource: window.source,
  };
}
