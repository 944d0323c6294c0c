import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLine, genesis } from '../../../src/case/journal/line.js';
import { journalMisfit } from '../../../src/case/journal/shape.js';
import { verifyNamedCase } from '../../../src/commands/verify/run.js';
import { sha256 } from '../../../src/files/hash.js';
import { concludedCase } from '../../helpers/made-case.js';
import { rewriteJournal } from '../../helpers/rewrite-journal.js';

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

describe('a chain that somebody else made', () => {
  it('verifies with another date, which is reported', async () => {
    const dir = await concludedCase();
    rewriteJournal(join(dir, 'journal.jsonl'), (entry) => {
      if (entry.seq === 3) entry.at = '2019-01-01T00:00:00.000Z';
    });
    const { differences, setBack } = verifyNamedCase(dir, { caseDir: dir });
    expect({ differences, entries: setBack.map(({ seq }) => seq) }).toEqual({ differences: [], entries: [3] });
  });

  it("is refused with a line that isn't JSON", () => {
    const body = '{"v":1,"seq":1,"at":x';
    const line = `${body},"hash":"${sha256(`${body}}`)}"}`;
    expect(checkLine(Buffer.from(line), 1, genesis)).toEqual({
      ok: false,
      reason: "it isn't JSON, or it is nested too deep",
    });
  });
});
