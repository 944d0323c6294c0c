import { clean } from '../domain/clean.js';
import { redact } from '../secrets/redact.js';

/**
 * Before what a spreadsheet takes for a formula: a sign in any of its forms (full-width, small, raised), behind what some
 * of them leave away, which are blanks, quotation marks and the pictures that stand for tabs and line ends. It would begin
 * where the cell does, or behind a semicolon, at which Excel parts lines wherever the comma belongs to numbers.
 */
const formula =
  /(?:^|(?<=;))(?=[\s"'\u2409\u240a\u240d]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u207a-\u207c\u208a-\u208c])/g;

/**
 * The one sink for cells of a table: without secrets, on one line, hidden characters made visible. What a spreadsheet would
 * calculate gets an apostrophe before it, which is how a person would write it as text. Where one stands there already it
 * gets another, so that the text can be told from the mark.
 */
export const cell = (text: string): string => clean(redact(text)).replace(formula, "'");

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;

/** Lines of cells as RFC 4180 has them: commas, CRLF, quotation marks doubled. */
export const csvText = (lines: string[][]): string =>
  lines.map((cells) => `${cells.map((text) => quoted(cell(text))).join(',')}\r\n`).join('');
