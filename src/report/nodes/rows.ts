import type { RootContent } from 'mdast';
import type { Json, JsonObject } from '../../domain/json.js';
import { fromOf } from '../model/facts.js';
import { type Cell, paragraph, table } from './blocks.js';
import { refs } from './refs.js';
import { listed, value, words } from './text.js';
import { fieldName } from './wording.js';

const columns = 3;
const listShown = 10;

/** The most rows that {@link records} shows. */
export const recordsShown = 12;

/**
 * Rows of any shape side by side: one line per field, one column per row, headed by its evidence. At most twelve rows.
 * @param source where all the rows are: `the evidence file`
 * @param total number of rows, when `rows` has only the first of them
 */
export function records(rows: JsonObject[], source: string, total = rows.length): RootContent[] {
  const shown = rows.slice(0, recordsShown);
  const tables = Array.from({ length: Math.ceil(shown.length / columns) }, (_, index) =>
    recordTable(shown.slice(index * columns, (index + 1) * columns)),
  );
  return total <= recordsShown
    ? tables
    : [...tables, paragraph(words(`${recordsShown} of ${total} rows. All of them are in ${source}.`))];
}

function recordTable(rows: JsonObject[]): RootContent {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (field) => field !== 'from' && rows.some((row) => (row[field] ?? '') !== ''),
  );
  const heads: Cell[] = rows.map((row) => refs(fromOf(row)));
  const lines = fields.map((field): Cell[] => [words(fieldName(field)), ...rows.map((row) => cell(row[field]))]);
  return table(['Field', ...heads], lines);
}

/** A list is shown as its first ten values. */
const cell = (json: Json | undefined): Cell => {
  if (json === null || json === undefined) return [];
  if (!Array.isArray(json)) return value(json);
  const values: Cell[] = json.slice(0, listShown).map((item) => value(item));
  return listed(json.length > listShown ? [...values, words(`${json.length - listShown} more`)] : values);
};
