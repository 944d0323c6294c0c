import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseJournal } from '../../../src/case/journal/journal.js';
import { checkLine, formatLine, genesis } from '../../../src/case/journal/line.js';
import { journalMisfit } from '../../../src/case/journal/shape.js';
import { listedCases } from '../../../src/commands/list/run.js';
import { reportBytes } from '../../../src/commands/report/run.js';
import { verifyNamedCase, verifyWithReport } from '../../../src/commands/verify/run.js';
import type { JournalEntry } from '../../../src/domain/journal.js';
import { KnownError } from '../../../src/errors.js';
import { sha256 } from '../../../src/files/hash.js';
import { concludedCase } from '../../helpers/made-case.js';
import { some } from '../../torture/order.js';

const values = [null, 7, 'x', true, {}, [], [{}], undefined];

/** Each entry with each of its fields as something else, nested ones of objects included. */
const variants = (data: object): object[] =>
  Object.entries(data).flatMap(([name, value]) => [
    ...values.map((other) => ({ ...data, [name]: other })),
    ...(typeof value === 'object' && value !== null && !Array.isArray(value)
      ? variants(value).map((other) => ({ ...data, [name]: other }))
      : []),
  ]);

describe('what an entry carries', () => {
  it.each([
    ['a type of a later version', { type: 'FUTURE', data: {} }, "this version doesn't know its type"],
    ['a type that every object has', { type: 'constructor', data: {} }, "this version doesn't know its type"],
    ['no time', { type: 'NOTE', at: 'not a time', data: {} }, "its time isn't a UTC time"],
    [
      'a time of another zone',
      { type: 'NOTE', at: '2025-02-11T05:00:00.000+01:00', data: {} },
      "its time isn't a UTC time",
    ],
    ['no data', { type: 'NOTE', data: null }, "its data isn't an object"],
    ['a field of another kind', { type: 'ANALYSED', data: { n: '1' } }, "its data.n isn't a count"],
    [
      'a nested one',
      { type: 'ANALYSED', data: { n: 1, file: { file: 3 } } },
      "its data.file.file isn't a path in the case folder",
    ],
  ])('is refused with %s', (_, entry, problem) => {
    expect(journalMisfit({ at: '2025-02-11T04:00:00.000Z', ...entry })).toContain(problem);
  });
});

describe('a chain that somebody made of other entries', () => {
  let dir: string;
  let entries: JournalEntry[];
  beforeAll(async () => {
    dir = await concludedCase();
    entries = parseJournal(readFileSync(join(dir, 'journal.jsonl'))).entries;
  });

  const write = (changed: { type: string; data: unknown; at?: string }[]) => {
    let prev = genesis;
    const lines = changed.map((entry, at) => {
      const { line, entry: made } = formatLine(entry as JournalEntry, at + 1, entry.at ?? entries[at]!.at, prev);
      prev = made.hash;
      return line;
    });
    writeFileSync(join(dir, 'journal.jsonl'), lines.join(''));
  };

  it('and dated otherwise verifies, and is told', () => {
    write(entries.with(2, { ...entries[2]!, at: '2019-01-01T00:00:00.000Z' }));
    const { differences, setBack } = verifyNamedCase(dir, { caseDir: dir });
    expect({ differences, entries: setBack.map(({ seq }) => seq) }).toEqual({ differences: [], entries: [3] });
  });

  it('is refused or read, and is no bug of verify, report and list', async () => {
    const bugs = new Set<string>();
    const tried = entries.flatMap((entry, at) => variants(entry.data).map((data) => ({ at, type: entry.type, data })));
    expect(tried.length).toBeGreaterThan(500);
    for (const { at, type, data } of some(tried, 150)) {
      write(entries.with(at, { ...entries[at]!, data } as JournalEntry));
      for (const act of [
        () => verifyWithReport(dir),
        () => reportBytes(dir, { caseDir: dir, format: 'md' }),
        () => listedCases(dirname(dir)),
      ])
        try {
          await act();
        } catch (error) {
          if (!(error instanceof KnownError)) bugs.add(`${type} ${JSON.stringify(data)}: ${(error as Error).stack}`);
        }
    }
    expect([...bugs]).toEqual([]);
  }, 60_000);

  it("with a line that isn't JSON is refused", () => {
    const body = '{"v":1,"seq":1,"at":x';
    const line = `${body},"hash":"${sha256(`${body}}`)}"}`;
    expect(checkLine(Buffer.from(line), 1, genesis)).toEqual({
      ok: false,
      reason: "it isn't JSON, or it is nested too deep",
    });
  });
});
