import { parse } from 'csv-parse/sync';
import type { JsonObject } from '../../domain/json.js';
import type { Container } from '../types.js';

/** Longest record, in characters: a cell may hold a whole JSON document. */
const maxRecord = 4 * 1024 * 1024;

/** A table with a line of titles, separated by commas, semicolons or tabs; or a text that says why it isn't one. */
export function csv(text: string): Container | string {
  // Export-Csv of Windows PowerShell writes the type first
  const body = text.replace(/^#TYPE [^\n]*\n/, '');
  const titles = body.slice(0, body.search(/\n|$/));
  const delimiter = [',', ';', '\t'].find((mark) => titles.includes(mark));
  if (delimiter === undefined) return 'it is neither JSON nor a table with a line of titles';
  const lines = readTable(body, delimiter);
  if (typeof lines === 'string') return lines;
  const names = lines[0] ?? [];
  return { format: 'CSV', records: lines.slice(1).map((cells) => recordOf(names, cells)) };
}

function readTable(text: string, delimiter: string): string[][] | string {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxRecord,
    });
  } catch (error) {
    return `it is not a table (${(error as Error).message})`;
  }
}

const recordOf = (names: string[], cells: string[]): JsonObject | string =>
  cells.length === names.length
    ? Object.fromEntries(names.map((name, n) => [name, cells[n]!]))
    : `the line has ${cells.length} cells, the line of titles has ${names.length}`;
