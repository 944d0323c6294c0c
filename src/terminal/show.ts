import type { Json, JsonObject } from '../domain/json.js';
import { forTerminal, print, printHanging, printPainted, shortly } from './print.js';
import { rowsOnScreen, type Shown } from './types.js';

const text = (value: Json): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** What is known of a row, as name and value; what is not known is left out. */
const known = (row: JsonObject): [name: string, value: string][] =>
  Object.entries(row)
    .filter(([name, value]) => name !== 'from' && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [forTerminal(name), shortly(text(value), 120)]);

/** One or two rows are read field by field; more are compared, a row a line. */
const lines = (row: JsonObject, several: boolean): string[] =>
  several
    ? [
        known(row)
          .map((pair) => pair.join(' '))
          .join(' | '),
      ]
    : known(row).map(([name, value]) => `${name.padEnd(20)} ${value}`);

/** Puts facts and evidence before a question: what an answer is based on is on screen when it is given. */
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
