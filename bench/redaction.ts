import type { JsonObject } from '../src/domain/json.js';
import { redactJson } from '../src/secrets/redact.js';
import { benignRows } from '../test/secrets/corpus/benign.js';
import { judged } from './targets.js';

const rounds = 7;

/**
 * How long it takes to search rows without secrets but full of words that hint at them, against reading the same rows as JSON,
 * which every row costs anyway.
 */
export async function redaction(): Promise<string[]> {
  const lines = [...benignRows(1, 10_000_000)].map((row) => JSON.stringify(row));
  const times = { parse: [] as number[], search: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    let started = performance.now();
    const rows = lines.map((line) => JSON.parse(line) as JsonObject);
    const parse = performance.now() - started;
    started = performance.now();
    for (const row of rows) redactJson(row);
    if (round > 0) {
      times.parse.push(parse);
      times.search.push(performance.now() - started);
    }
  }
  const [parse, search] = [median(times.parse), median(times.search)];
  const speed = ((1_000 * lines.length) / search).toFixed(0);
  console.log(
    `${lines.length} rows of 10 MB: read ${parse.toFixed(0)} ms, searched ${search.toFixed(0)} ms (${speed} rows a second)`,
  );
  return [judged('searching to reading as JSON', search / parse, 'x', { atMost: 8 })];
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
