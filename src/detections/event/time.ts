import { isObject, type Json } from '../../domain/json.js';
import { parseTime, toIso } from '../../domain/time.js';
import { field } from '../fields.js';

/**
 * A time of an alert as UTC ISO-8601: ISO text with a zone, or the `/Date(ms)/` of Windows PowerShell 5.1, which is UTC
 * whatever offset follows, bare or in the `{"value": …}` that it wraps around a date with notes. Null for all else.
 */
export function eventTime(value: Json | undefined): string | null {
  if (isObject(value)) return eventTime(field(value, 'value'));
  if (typeof value !== 'string') return null;
  const dotNet = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(value.trim());
  const date = dotNet ? new Date(Number(dotNet[1])) : parseTime(value);
  return date === null || Number.isNaN(date.getTime()) ? null : toIso(date);
}
