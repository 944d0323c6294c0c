import { redactJson } from '../../../src/secrets/redact.js';
import { benignRows } from './benign.js';

export interface Precision {
  bytes: number;
  rows: number;
  /** Texts that were changed, and what became of them. */
  unexplained: { text: string; told: string }[];
  /** Changed since they hold 32 or 64 bytes in base64: by its look a key. */
  lookLikeKeys: number;
}

const likeKey = /(?<![A-Za-z0-9+])(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==)(?!=)/;

export function precision(seed: number, bytes: number): Precision {
  const result: Precision = { bytes: 0, rows: 0, unexplained: [], lookLikeKeys: 0 };
  for (const row of benignRows(seed, bytes)) {
    result.rows++;
    result.bytes += JSON.stringify(row).length;
    const told = redactJson(row);
    if (told === row) continue;
    for (const name of Object.keys(row)) {
      const [text, now] = [String(row[name]), String(told[name])];
      if (text === now) continue;
      if (likeKey.test(text)) result.lookLikeKeys++;
      else result.unexplained.push({ text, told: now });
    }
  }
  return result;
}
