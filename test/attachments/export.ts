import { readAttachment } from '../../src/attachments/index.js';
import type { JsonObject } from '../../src/domain/json.js';

/** Reads a text, or what it stands for in JSON, as an export of a kind. */
export const readText = (kind: string, text: string) => readAttachment(kind, Buffer.from(text));
export const readJson = (kind: string, value: unknown) => readText(kind, JSON.stringify(value));

/** A table as Export-Csv and portals write it: every cell quoted. */
export const csvOf = (rows: { [title: string]: string }[]): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');

/** The only row, which is all that a test of one spelling looks at. */
export function onlyRow({ rows, problem }: ReturnType<typeof readAttachment>): JsonObject {
  if (rows.length !== 1) throw new Error(`${rows.length} rows: ${problem}`);
  return rows[0]!;
}
