import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/domain/clean.js';
import { cell, csvText } from '../../src/exports/csv.js';
import { exportsByName } from '../../src/exports/index.js';
import { timelineOf } from '../../src/report/index.js';
import { redact } from '../../src/secrets/redact.js';
import { hostileCell } from '../helpers/hostile-text.js';
import { calculated, unmarked } from '../helpers/spreadsheet.js';
import { collected, concluded, openedOnly, withFailures } from '../report/sample/case.js';

const textOf = (input = concluded()): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(exportsByName.get('csv')!.render(input));
const rowsOf = (input = concluded()): { [title: string]: string }[] => parse(textOf(input), { columns: true });

describe('the timeline as CSV', () => {
  it.each(Object.entries({ openedOnly, collected, concluded, withFailures }))(
    'has the event of the alert once: %s',
    (_, input) => {
      const alerts = rowsOf(input()).filter((row) => row['timestamp_desc'] === 'alert');
      expect(alerts).toMatchObject([
        {
          message: 'event of the alert: Windows service running',
          datetime: '2025-02-11T02:18:37.512Z',
          evidence: 'alert',
        },
      ]);
    },
  );

  it('has the columns that Timesketch asks for, without a byte order mark', () => {
    expect(textOf().startsWith('message,datetime,timestamp_desc,')).toBe(true);
    for (const row of rowsOf()) {
      expect(row['datetime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(row['timestamp_desc']).not.toBe('');
      expect(row['evidence']).toMatch(/^(?:alert|[EA]\d+#\d+(?: [EA]\d+#\d+)*)$/);
    }
  });

  it('is in order of time, and holds every time of every row', () => {
    const times = rowsOf().map((row) => row['datetime']!);
    expect(times).toEqual([...times].sort());
    const { evidence, playbook } = concluded();
    const inEvidence = evidence.flatMap(({ header, rows }) =>
      [...rows()].flatMap(({ data }) =>
        Object.entries(playbook.collectors[header.collector]?.rows ?? {}).filter(
          ([field, { type }]) => type === 'time' && data[field],
        ),
      ),
    );
    const told = timelineOf(concluded()).filter(({ kind }) => kind !== 'alert' && kind !== 'anchor');
    expect(told).toHaveLength(inEvidence.length);
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('a cell', () => {
  it('comes back from a reader of CSV as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostileCell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        (lines) => {
          expect(parse(csvText(lines))).toEqual(lines.map((cells) => cells.map(cell)));
        },
      ),
    );
  });

  it('is no formula for a spreadsheet, and moves no cursor', () => {
    fc.assert(
      fc.property(hostileCell, (text) => {
        expect(calculated(cell(text))).toEqual([]);
        expect(cell(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('gives its text back, a mark of ours taken away', () => {
    fc.assert(
      fc.property(hostileCell, (text) => {
        expect(unmarked(cell(text))).toBe(clean(redact(text)));
      }),
    );
    expect([cell('=1'), cell("'=1"), cell("'a")]).toEqual(["'=1", "''=1", "'a"]);
  });

  it.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uff1d1', '"=1', "'=1", '\ufe66\u0031', '\u22121'],
  ])('%j is text', (text) => {
    expect(cell(text).startsWith("'")).toBe(true);
  });

  it('is text where a semicolon parts cells, too', () => {
    expect(cell('a; =cmd()')).toBe("a;' =cmd()");
    expect(cell('a; b=1')).toBe('a; b=1');
  });

  it('that cannot be a formula stays as it is', () => {
    expect(cell('O\'Brien, a=b "c"')).toBe('O\'Brien, a=b "c"');
  });

  it('holds no secret', () => {
    expect(cell('net use \\\\srv\\c$ Example-123 /user:adm')).toBe('net use \\\\srv\\c$ [redacted] /user:adm');
  });
});
