import { parseTime, toIso } from '../domain/time.js';

/**
 * Reads a time as exports write it, as UTC ISO-8601; null for anything else, and for a time whose zone isn't known.
 * @param text ISO-8601; `/Date(…)/` (ConvertTo-Json of Windows PowerShell); `3/18/2025, 9:15:18.443 AM` (the portal's
 *   CSV and older services, month first, which AM or PM gives away); `Tue Mar 18 2025 10:15:18 GMT+0100 (…)`.
 * @param utc the field is documented to be UTC, so that a text without a zone is one
 */
export function readTime(text: string | null, utc = false): string | null {
  if (text === null || text.length > 100) return null;
  const epoch = /^\/Date\((-?\d{1,15})\)\/$/.exec(text);
  if (epoch) return iso(new Date(Number(epoch[1])));
  const withZone = parseTime(text) ?? parseTime(american(text)) ?? parseTime(scripted(text));
  if (withZone) return iso(withZone);
  return utc ? iso(parseTime(`${text}Z`) ?? parseTime(`${american(text)}Z`)) : null;
}

const iso = (date: Date | null): string | null =>
  date === null || Number.isNaN(date.getTime()) || date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999
    ? null
    : toIso(date);

const two = (text: string): string => text.padStart(2, '0');

function american(text: string): string {
  const match =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d\d):(\d\d)(\.\d+)?\s*(AM|PM)\s*(Z|[+-]\d\d:\d\d)?$/iu.exec(text);
  if (!match) return '';
  const [, month, day, year, hour, minute, second, fraction = '', half, zone = ''] = match as string[];
  const hours = (Number(hour) % 12) + (half!.toUpperCase() === 'PM' ? 12 : 0);
  return `${year}-${two(month!)}-${two(day!)}T${two(String(hours))}:${minute}:${second}${fraction}${zone}`;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function scripted(text: string): string {
  const match = /^\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})( \(.*\))?$/.exec(text);
  const month = months.indexOf(match?.[1]?.toLowerCase() ?? '') + 1;
  return match && month > 0 ? `${match[3]}-${two(String(month))}-${match[2]}T${match[4]}${match[5]}` : '';
}
