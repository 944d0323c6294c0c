import { clean } from '../domain/clean.js';
import { redact } from '../secrets/redact.js';

/** What spreadsheets take for the beginning of a formula, blanks before it included, and its full-width forms. */
const formula = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * The one sink for cells of a table: without secrets, on one line, hidden characters made visible. What a spreadsheet would
 * calculate gets an apostrophe before it, which is how a person would write it as text.
 */
export function cell(text: string): string {
  const safe = clean(redact(text));
  return formula.test(text) || formula.test(safe) ? `'${safe}` : safe;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;

/** Lines of cells as RFC 4180 has them: commas, CRLF, quotation marks doubled. */
export const csvText = (lines: string[][]): string =>
  lines.map((cells) => `${cells.map((text) => quoted(cell(text))).join(',')}\r\n`).join('');
