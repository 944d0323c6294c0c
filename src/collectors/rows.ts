import type { Json, JsonObject } from '../domain/json.js';
import { parseTime, toIso } from '../domain/time.js';
import type { FieldType } from '../playbook/types.js';

/** A row in the shape that the playbook declares, or what keeps it from fitting. */
export type CheckedRow = { row: JsonObject } | { misfit: string };

/** Deeper than any collector goes (it delivers plain rows), far from where recursion ends. */
const deepest = 20;

/**
 * Fits what a collector delivered to the declared fields: an absent field is null, a time is spelled in UTC with
 * milliseconds. A field that is unknown, or of another type, is a misfit; it is never dropped silently.
 */
export function checkRow(raw: Json, fields: { [field: string]: FieldType }): CheckedRow {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return { misfit: `a row is ${nameOf(raw)}` };
  const unknown = Object.keys(raw).find((field) => !Object.hasOwn(fields, field));
  if (unknown !== undefined) return { misfit: `the field ${JSON.stringify(unknown.slice(0, 60))} is not declared` };

  const row: [string, Json][] = [];
  for (const [field, type] of Object.entries(fields)) {
    const value = Object.hasOwn(raw, field) ? raw[field]! : null;
    const fitted = value === null && type.nullable ? null : convert(value, type.type);
    if (fitted === undefined) {
      return { misfit: `the field ${field} is ${nameOf(value)}, declared ${type.type}${type.nullable ? '?' : ''}` };
    }
    row.push([field, fitted]);
  }
  return { row: Object.fromEntries(row) };
}

function convert(value: Json, type: FieldType['type']): Json | undefined {
  const fits = {
    string: () => typeof value === 'string',
    integer: () => Number.isSafeInteger(value),
    number: () => Number.isFinite(value),
    boolean: () => typeof value === 'boolean',
    time: () => typeof value === 'string' && parseTime(value) !== null,
    strings: () => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    json: () => value !== null && depth(value) <= deepest,
  }[type];
  if (!fits()) return undefined;
  return type === 'time' ? toIso(parseTime(value as string)!) : value;
}

function depth(value: Json, above = 0): number {
  if (value === null || typeof value !== 'object' || above > deepest) return above;
  return Math.max(above + 1, ...Object.values(value).map((item) => depth(item, above + 1)));
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
