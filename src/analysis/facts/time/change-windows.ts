import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { type Interval, parseInterval } from '../../../domain/time.js';
import { rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { spanOfAnchor } from './span-of-anchor.js';

interface Window extends Interval {
  /** From the calendar file; null for a window that a person typed. */
  zone: Json;
  label: Json;
  source: Json;
}

const typed = { zone: null, label: null, source: null };

/**
 * Each anchor (of `timeAnchors`) whose `about` is among the params' `about`, against the approved change windows:
 * `[{name, label, about, at, precision, inside, window, windowZone, windowLabel, windowSource, from}]`. `windows` are
 * `{start, end}`, from a file with `zone`, `label` and `source`. `answered` are texts `start/end`; an empty text means that
 * there was no window. `window` is the window around the anchor, as `start/end`.
 *
 * `inside` is null when it isn't known: no window was given, or the anchor is a day of the host's own calendar and a window
 * (`window`) covers only a part of it. Such a day is inside a window that covers it completely in every time zone.
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
  const span = spanOfAnchor(row);
  const nowhere = { window: null, windowZone: null, windowLabel: null, windowSource: null };
  if (span === null || windows.length === 0) return { inside: null, ...nowhere };
  const { from: start, to: end } = span;
  const covering = windows.find((window) => Date.parse(window.start) <= start && Date.parse(window.end) >= end);
  const window = covering ?? windows.find((each) => Date.parse(each.start) <= end && Date.parse(each.end) >= start);
  if (!window) return { inside: false, ...nowhere };
  return {
    inside: covering ? true : null,
    window: `${window.start}/${window.end}`,
    windowZone: window.zone,
    windowLabel: window.label,
    windowSource: window.source,
  };
}
