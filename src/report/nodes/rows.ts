import type { RootContent } from 'mdast';
import type { Json, JsonObject } from '../../domain/json.js';
import { fromOf } from '../model/facts.js';
import { type Cell, paragraph, table } from './blocks.js';
import { refs } from './refs.js';
import { listed, value, words } from './text.js';
import { fieldName } from './wording.js';

const columns = 3;
const listShown = 10;

/** Rows that {@link records} shows at most. */
export const recordsShown = 12;

/**
 * Rows of any shape side by side: one line per field that any of them has, one column per row, headed by its evidence.
 * Twelve rows at most, then `n of N`; `total` is N where `rows` is a beginning only.
 */
export function records(rows: JsonObject[], total = rows.length): RootContent[] {
  const shown = rows.slice(0, recordsShown);
  const tables = Array.from({ length: Math.ceil(shown.length / columns) }, (_, index) =>
    recordTable(shown.slice(index * columns, (index + 1) * columns)),
  );
  return total <= recordsShown
    ? tables
    : [...tables, paragraph(words(`${recordsShown} of ${total} rows; the evidence referred to holds the rest.`))];
}

function recordTable(rows: JsonObject[]): RootContent {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (field) => field !== 'from' && rows.some((row) => (row[field] ?? '') !== ''),
  );
  const heads: Cell[] = rows.map((row) => refs(fromOf(row)));
  const lines = fields.map((field): Cell[] => [words(fieldName(field)), ...rows.map((row) => cell(row[field]))]);
  return table(['Field', ...heads], lines);
}

/** A list is shown as its values, up to ten of them. */
const cell = (json: Json | undefined): Cell => {
  if (json === null || json === undefined) return [];
  if (!Array.isArray(json)) return value(json);
  const values: Cell[] = json.slice(0, listShown).map((item) => value(item));
  return listed(json.length > listShown ? [...values, words(`${json.length - listShown} more`)] : values);
};
