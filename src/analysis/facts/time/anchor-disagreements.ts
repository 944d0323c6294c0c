import type { DerivedRow } from '../../../domain/analysis.js';
import { parseDuration } from '../../../domain/time.js';
import { moment, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Moments about the same thing (`timeAnchors`) that lie further apart than `tolerance` (ISO-8601):
 * `[{about, earliest, earliestLabel, latest, latestLabel, apartSeconds, from}]`, one for each `about` at most.
 *
 * Reinstalling, a moved clock and forged file times look like that, and so do several innocent things. A day of the
 * host's own calendar is any moment of it, in whatever zone; `apartSeconds` is then the least that they can be apart.
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
    const rows = rowsOf(anchors).flatMap((row) => spanOf(row) ?? []);
    const abouts = [...new Set(rows.map(({ about }) => about))];
    return abouts.flatMap((about) => {
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

const hour = 3_600_000;

/** A calendar day begins up to 14 hours before the UTC day of the same name, and ends up to 12 hours after it. */
function spanOf(row: DerivedRow): { row: DerivedRow; about: string | null; from: number; to: number } | null {
  const isDay = row['precision'] === 'day';
  const at = moment(isDay ? `${row['at']} 00:00Z` : row['at']);
  if (at === null) return null;
  const about = text(row['about']);
  return isDay ? { row, about, from: at - 14 * hour, to: at + 36 * hour - 1 } : { row, about, from: at, to: at };
}
