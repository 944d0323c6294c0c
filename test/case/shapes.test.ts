import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { genesis } from '../../src/case/journal/line.js';
import { reportInput, viewCase } from '../../src/casework/case-view.js';
import { listedCases } from '../../src/commands/list/run.js';
import { verifyWithReport } from '../../src/commands/verify/run.js';
import type { Json } from '../../src/domain/json.js';
import { KnownError } from '../../src/errors.js';
import { exportsByName } from '../../src/exports/index.js';
import { sha256 } from '../../src/files/hash.js';
import { concludedCase } from '../helpers/made-case.js';
import { shuffled } from '../torture/order.js';

/** Another choice each day; a failure names its seed. TORTURE_PLACES=9999 tries all of them. */
const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const most = Number(process.env['TORTURE_PLACES'] ?? 50);

/** Values of another type or range than the one that was there; undefined removes the field. */
const others: (Json | undefined)[] = [
  null,
  undefined,
  -1,
  1e300,
  'constructor',
  '../../../etc/passwd',
  [],
  {},
  [null],
  { __proto__x: 1 },
];

type Line = { data: { [name: string]: Json }; hash?: string; prev: string };

/** Every place in a value, as keys from its root. */
const placesIn = (value: Json): (string | number)[][] =>
  value === null || typeof value !== 'object'
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, item]) => placesIn(item).map((path) => [key, ...path]))];

function put(value: Json, path: (string | number)[], other: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return other as Json;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as { [key: string]: Json })[key] = put((value as { [key: string]: Json })[key]!, rest, other);
  return copy;
}

/** The lines with hashes of their own: a chain shows what was changed after it was made, and not who made it. */
function chained(lines: Line[]): string {
  let prev = genesis;
  return lines
    .map(({ hash: _, ...body }) => {
      const text = JSON.stringify({ ...body, prev });
      prev = sha256(text);
      return `${text.slice(0, -1)},"hash":"${prev}"}\n`;
    })
    .join('');
}

/** Null when verify, report and list each finish or refuse in words. */
async function bugIn(dir: string): Promise<string | null> {
  for (const act of [
    () => verifyWithReport(dir),
    () => exportsByName.get('md')!.render(reportInput(viewCase(dir))),
    () => listedCases(dirname(dir)),
  ]) {
    const bug = await bugOf(act);
    if (bug !== null) return bug;
  }
  return null;
}

async function bugOf(act: () => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof KnownError ? null : (error as Error).stack!.split('\n').slice(0, 3).join(' ');
  }
}

const linesOf = (journal: string): Line[] =>
  readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const fileOf = ({ data }: Line) => (data['file'] as { file?: string } | undefined)?.file;

describe(`a case folder that somebody made to look like one (TORTURE_SEED=${seed})`, () => {
  it('gives a report or a refusal, for any value in an entry of its journal', async () => {
    const dir = await concludedCase();
    const journal = join(dir, 'journal.jsonl');
    const lines = linesOf(journal);
    const places = lines.flatMap(({ data }, n) => placesIn(data).map((place) => ({ n, place })));
    const bugs: string[] = [];
    // Two of the others in turn, so that all of them reach every kind of place.
    for (const [at, { n, place }] of shuffled(places, seed).slice(0, most).entries())
      for (const other of [others[at % others.length], others[(at + 4) % others.length]]) {
        const data = put(lines[n]!.data, place, other) as Line['data'];
        writeFileSync(journal, chained(lines.with(n, { ...lines[n]!, data })));
        const bug = await bugIn(dir);
        if (bug) bugs.push(`${n} ${place.join('.')} = ${JSON.stringify(other)}: ${bug}`);
      }
    expect(places.length).toBeGreaterThan(100);
    expect(bugs).toEqual([]);
  }, 240_000);

  it.each(['analysis/', 'evidence/'])(
    'gives a report or a refusal, for any value in its files: %s',
    async (folder) => {
      const dir = await concludedCase();
      const journal = join(dir, 'journal.jsonl');
      const lines = linesOf(journal);
      const files = [...new Set(lines.flatMap((line) => fileOf(line) ?? []))].filter((file) => file.startsWith(folder));
      const bugs: string[] = [];
      for (const file of files.slice(-3)) {
        const before = readFileSync(join(dir, file), 'utf8');
        const parts = folder === 'analysis/' ? [before] : before.trimEnd().split('\n');
        for (const [n, part] of parts.entries()) {
          const value = JSON.parse(part) as Json;
          for (const [at, place] of shuffled(placesIn(value), seed)
            .slice(0, most / 5)
            .entries()) {
            const other = others[at % others.length];
            const changed = parts.with(n, JSON.stringify(put(value, place, other))).join('\n');
            const bytes = Buffer.from(`${changed}\n`);
            writeFileSync(join(dir, file), bytes);
            const ref = { file, sha256: sha256(bytes), bytes: bytes.length };
            const named = lines.map((line) =>
              fileOf(line) === file ? { ...line, data: { ...line.data, file: ref } } : line,
            );
            writeFileSync(journal, chained(named));
            const bug = await bugIn(dir);
            writeFileSync(join(dir, file), before);
            if (bug) bugs.push(`${file}:${n + 1} ${place.join('.')} = ${JSON.stringify(other)}: ${bug}`);
          }
        }
      }
      expect(files.length).toBeGreaterThan(0);
      expect(bugs).toEqual([]);
    },
    240_000,
  );
});
