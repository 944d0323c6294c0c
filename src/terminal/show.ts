import type { Json, JsonObject } from '../domain/json.js';
import { forTerminal, print, printHanging, printPainted, shortly } from './print.js';
import { rowsOnScreen, type Shown } from './types.js';

const text = (value: Json): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The fields of a row that have a value, as name and value. */
const fieldsOf = (row: JsonObject): [name: string, value: string][] =>
  Object.entries(row)
    .filter(([name, value]) => name !== 'from' && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [forTerminal(name), shortly(text(value), 120)]);

/** One line per field for one or two rows; one line per row for more, so that they can be compared. */
const lines = (row: JsonObject, several: boolean): string[] =>
  several
    ? [
        fieldsOf(row)
          .map((pair) => pair.join(' '))
          .join(' | '),
      ]
    : fieldsOf(row).map(([name, value]) => `${name.padEnd(20)} ${value}`);

/** Shows facts and evidence before a question, so that an answer is based on what is on screen. */
export function show(blocks: Shown[]): void {
  for (const { title, rows } of blocks) {
    printPainted('dim', `  ${title} (${rows.length === 0 ? 'nothing known' : rows.length})`);
    for (const row of rows.slice(0, rowsOnScreen)) {
      const refs = Array.isArray(row['from']) ? ` [${row['from'].join(', ')}]` : '';
      const shown = lines(row, rows.length > 2);
      shown.push(`${shown.pop() ?? ''}${refs}`);
      for (const line of shown) printHanging(`    ${line}`);
    }
    if (rows.length > rowsOnScreen) print(`    … ${rowsOnScreen} of ${rows.length} shown; all are in the case folder`);
  }
}
