import type { DerivedRow } from '../../../domain/analysis.js';
import { moment } from '../../rows.js';

const hour = 3_600_000;

/**
 * First and last moment (in milliseconds) that an anchor of `timeAnchors` can mean; null without a time. A day of the
 * host's own calendar can be in any time zone: it begins up to 14 hours before the UTC day with the same date, and ends up
 * to 12 hours after it.
 */
export function spanOfAnchor({ at, precision }: DerivedRow): { from: number; to: number } | null {
  const isDay = precision === 'day';
  const time = moment(isDay ? `${at} 00:00Z` : at);
  if (time === null) return null;
  return isDay ? { from: time - 14 * hour, to: time + 36 * hour - 1 } : { from: time, to: time };
}
