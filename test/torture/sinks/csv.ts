import { parse } from 'csv-parse/sync';
import { clean } from '../../../src/domain/clean.js';
import { csvText } from '../../../src/exports/csv.js';
import { redact } from '../../../src/secrets/redact.js';
import { calculated, unmarked } from '../../helpers/spreadsheet.js';

/** Texts as cells of one table, read again; each that is not there as it was, or that a spreadsheet would calculate. */
export function tortureCsv(texts: string[]): string[] {
  const lines = texts.map((text, n) => ['first', text, texts[(n + 1) % texts.length]!, 'last']);
  // Strict: another number of cells in a row is a mistake.
  const rows = parse(csvText(lines)) as string[][];
  if (rows.length !== lines.length) return [`${rows.length} rows, not ${lines.length}`];
  return texts.flatMap((text, n) => {
    const [first, cell, , last] = rows[n]!;
    const wrong = [
      ...(first === 'first' && last === 'last' ? [] : ['other cells']),
      ...calculated(cell!).map((part) => `calculated: ${part}`),
      ...(/[\p{Cc}\p{Cf}\p{Cs}]/u.test(cell!) ? ['a control character'] : []),
      ...(unmarked(cell!) === clean(redact(text)) ? [] : [`not to be had again: ${cell}`]),
    ];
    return wrong.map((what) => `${JSON.stringify(text)}: ${what}`);
  });
}
