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

/** Undefined when the value does not fit. */
function convert(value: Json, type: FieldType['type']): Json | undefined {
  if (type !== 'time') return fits(value, type) ? value : undefined;
  const time = typeof value === 'string' ? parseTime(value) : null;
  return time ? toIso(time) : undefined;
}

function fits(value: Json, type: Exclude<FieldType['type'], 'time'>): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'json':
      return value !== null && depth(value) <= deepest;
  }
}

function depth(value: Json, above = 0): number {
  if (value === null || typeof value !== 'object' || above > deepest) return above;
  return Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depth(item, above + 1)), above + 1);
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
