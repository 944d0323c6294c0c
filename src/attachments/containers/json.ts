import { isObject, type Json, type JsonObject } from '../../domain/json.js';
import { parseWithin } from '../../domain/json-text.js';
import type { Container } from '../types.js';

/** Deepest nesting that is taken. Exports have a handful of levels. */
const maxDepth = 64;
/** Names under which exports wrap their list of records. */
const wrappers = ['value', 'records'];

const parse = (text: string): Json => parseWithin(text, maxDepth);

/** A value inside a text, such as `AuditData`; null when it isn't JSON. */
export function parseNested(text: string): Json {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/**
 * A text that begins like JSON: one document (a list, a wrapper around one, Log Analytics tables, a single record), or
 * one value a line. Gives a text with the reason if it is neither.
 */
export function json(text: string): Container | string {
  try {
    return { format: 'JSON', records: unwrap(parse(text)) };
  } catch (error) {
    return jsonLines(text) ?? `it begins like JSON and is not (${(error as Error).message})`;
  }
}

/** Null when no line is JSON. */
function jsonLines(text: string): Container | null {
  const records: (JsonObject | string)[] = [];
  let understood = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      const found = unwrap(parse(line));
      for (const record of found) records.push(record);
      understood++;
    } catch (error) {
      records.push(`the line is not JSON (${(error as Error).message})`);
    }
  }
  return understood === 0 ? null : { format: 'JSON Lines', records };
}

function unwrap(value: Json): (JsonObject | string)[] {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? item : 'the record is not an object'));
  if (!isObject(value)) return ['the record is not an object'];
  for (const name of wrappers) if (Array.isArray(value[name])) return unwrap(value[name]);
  return Array.isArray(value['tables']) ? value['tables'].flatMap(tableRows) : [value];
}

/** `{columns: [{name}], rows: [[…]]}`, as the Log Analytics interface answers. */
function tableRows(table: Json): (JsonObject | string)[] {
  const { columns, rows } = isObject(table) ? table : {};
  if (!Array.isArray(columns) || !Array.isArray(rows)) return ['the table has no columns or rows'];
  const names = columns.map((column) => (isObject(column) ? String(column['name']) : ''));
  return rows.map((row) =>
    Array.isArray(row)
      ? Object.fromEntries(names.map((name, n) => [name, row[n] ?? null]))
      : 'the record is not a list of cells',
  );
}
