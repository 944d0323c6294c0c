import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { genesis } from '../../src/case/journal/line.js';
import { reportInput, viewCase } from '../../src/casework/case-view.js';
import type { Json } from '../../src/domain/json.js';
import { KnownError } from '../../src/errors.js';
import { exportsByName } from '../../src/exports/index.js';
import { sha256 } from '../../src/files/hash.js';
import { concludedCase } from '../helpers/made-case.js';
import { shuffled } from '../torture/order.js';

/** Another choice each day; a failure names its seed. TORTURE_PLACES=9999 tries all of them. */
const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const most = Number(process.env['TORTURE_PLACES'] ?? 50);

/** What stands in the place of a value: none is of the type that was there, or of its range. */
const others: Json[] = [null, -1, 1e300, 'constructor', '../../../etc/passwd', [], {}, [null], { __proto__x: 1 }];

type Line = { data: { [name: string]: Json }; hash?: string; prev: string };

/** Every place in a value, as keys from its root. */
const placesIn = (value: Json): (string | number)[][] =>
  value === null || typeof value !== 'object'
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, item]) => placesIn(item).map((path) => [key, ...path]))];

function put(value: Json, path: (string | number)[], other: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return other;
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

/** Null where the report came out, or was refused in words. */
function bugIn(dir: string): string | null {
  try {
    exportsByName.get('md')!.render(reportInput(viewCase(dir)));
    return null;
  } catch (error) {
    return error instanceof KnownError ? null : (error as Error).stack!.split('\n').slice(0, 3).join(' ');
  }
}

describe(`a case folder that somebody made to look like one (TORTURE_SEED=${seed})`, () => {
  it('gives a report or a refusal, for any value in an entry of its journal', async () => {
    const dir = await concludedCase();
    const path = join(dir, 'journal.jsonl');
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const places = lines.flatMap(({ data }, n) => placesIn(data).map((place) => ({ n, place })));
    const bugs = shuffled(places, seed)
      .slice(0, most)
      .flatMap(({ n, place }, at) => {
        // Two of the others each, in turn: all of them come to every kind of place.
        return [others[at % others.length]!, others[(at + 4) % others.length]!].flatMap((other) => {
          writeFileSync(
            path,
            chained(lines.with(n, { ...lines[n]!, data: put(lines[n]!.data, place, other) as Line['data'] })),
          );
          const bug = bugIn(dir);
          return bug ? [`${n} ${place.join('.')} = ${JSON.stringify(other)}: ${bug}`] : [];
        });
      });
    expect(places.length).toBeGreaterThan(100);
    expect(bugs).toEqual([]);
  }, 240_000);

  it.each(['analysis/', 'evidence/'])(
    'gives a report or a refusal, for any value in its files: %s',
    async (folder) => {
      const dir = await concludedCase();
      const journal = join(dir, 'journal.jsonl');
      const lines = readFileSync(journal, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      const files = lines.flatMap(({ data }) => {
        const ref = data['file'] as { file?: string } | undefined;
        return ref?.file?.startsWith(folder) ? [ref.file] : [];
      });
      const bugs = [...new Set(files)].slice(-3).flatMap((file) => {
        const before = readFileSync(join(dir, file), 'utf8');
        const parts = folder === 'analysis/' ? [before] : before.trimEnd().split('\n');
        return parts.flatMap((part, n) =>
          shuffled(placesIn(JSON.parse(part) as Json), seed)
            .slice(0, most / 5)
            .flatMap((place, at) => {
              const other = others[at % others.length]!;
              const bytes = parts
                .with(n, JSON.stringify(put(JSON.parse(part) as Json, place, other)))
                .map((each) => `${each}\n`);
              writeFileSync(join(dir, file), bytes.join(''));
              const ref = { file, sha256: sha256(bytes.join('')), bytes: Buffer.byteLength(bytes.join('')) };
              const named = lines.map((line) =>
                (line.data['file'] as { file?: string } | undefined)?.file === file
                  ? { ...line, data: { ...line.data, file: ref } }
                  : line,
              );
              writeFileSync(journal, chained(named as Line[]));
              const bug = bugIn(dir);
              writeFileSync(join(dir, file), before);
              return bug ? [`${file}:${n + 1} ${place.join('.')} = ${JSON.stringify(other)}: ${bug}`] : [];
            }),
        );
      });
      expect(files.length).toBeGreaterThan(0);
      expect(bugs).toEqual([]);
    },
    240_000,
  );
});
