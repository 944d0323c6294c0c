import { parseDuration } from '../../../domain/time.js';
import { refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { spanOfAnchor } from './span-of-anchor.js';

/**
 * Moments about the same thing (`timeAnchors`) that are further apart than `tolerance` (ISO-8601):
 * `[{about, earliest, earliestLabel, latest, latestLabel, apartSeconds, from}]`, at most one for each `about`.
 *
 * A reinstallation, a moved clock and forged file times look like that, and so do several innocent things. A day of the
 * host's own calendar can be any moment of that day in any time zone. `apartSeconds` is then the smallest possible gap.
 */
export const anchorDisagreements: FactFunction = {
  name: 'anchorDisagreements',
  with: ['anchors'],
  run({ anchors }, { tolerance }, complain) {
    const limit = parseDuration(typeof tolerance === 'string' ? tolerance : '');
    if (limit === null) {
      complain('tolerance is not an ISO-8601 duration, such as PT5M');
      return [];
    }
    const rows = rowsOf(anchors).flatMap((row) => {
      const span = spanOfAnchor(row);
      return span ? [{ row, about: text(row['about']), ...span }] : [];
    });
    return [...new Set(rows.map(({ about }) => about))].flatMap((about) => {
      const same = rows.filter((row) => row.about === about);
      const earliest = same.reduce((best, row) => (row.to < best.to ? row : best));
      const latest = same.reduce((best, row) => (row.from > best.from ? row : best));
      const apart = latest.from - earliest.to;
      if (apart <= limit) return [];
      return [
        {
          about,
          earliest: text(earliest.row['at']),
          earliestLabel: text(earliest.row['label']),
          latest: text(latest.row['at']),
          latestLabel: text(latest.row['label']),
          apartSeconds: Math.round(apart / 1000),
          from: refs(earliest.row, latest.row),
        },
      ];
    });
  },
};
