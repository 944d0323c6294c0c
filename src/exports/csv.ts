import { clean } from '../domain/clean.js';
import { redact } from '../secrets/redact.js';

/**
 * The place before a formula: a formula sign in any form (full-width, small, raised), after characters that some
 * spreadsheets skip (blanks, quotation marks, pictures of tabs and line ends). A formula begins at the start of the cell,
 * or after a semicolon, because Excel splits there in countries where the comma belongs to numbers.
 */
const formula =
  /(?:^|(?<=;))(?=[\s"'\u2409\u240a\u240d]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u207a-\u207c\u208a-\u208c])/g;

/**
 * The one sink for cells of a table: without secrets, on one line, with hidden characters visible. A formula gets an
 * apostrophe before it, as a person would write it as text. If there is an apostrophe already, it gets another one, so
 * that nobody takes the text's own apostrophe for our mark.
 */
export const cell = (text: string): string => clean(redact(text)).replace(formula, "'");

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;

/** Lines of cells in the form of RFC 4180: commas, CRLF, doubled quotation marks. */
export const csvText = (lines: string[][]): string =>
  lines.map((cells) => `${cells.map((text) => quoted(cell(text))).join(',')}\r\n`).join('');
