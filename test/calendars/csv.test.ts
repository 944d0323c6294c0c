import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, spans } from './read.js';

test('a table gives windows with zone, label and the line that they stand on', () => {
  const text =
    'label;start;end\nCHG-1;2025-02-25T21:00+01:00;2025-02-25T23:00+01:00\n"two\nlines";2025-02-26T20:00Z;2025-02-26T21:00Z\nCHG-3;2025-02-27T20:00Z;2025-02-27T21:00Z\n';
  expect(read('changes.csv', text)).toEqual({
    problems: [],
    leftOut: [],
    windows: [
      {
        start: '2025-02-25T20:00:00.000Z',
        end: '2025-02-25T22:00:00.000Z',
        zone: '+01:00',
        label: 'CHG-1',
        source: 'changes.csv:2',
      },
      {
        start: '2025-02-26T20:00:00.000Z',
        end: '2025-02-26T21:00:00.000Z',
        zone: 'UTC',
        label: 'two\nlines',
        source: 'changes.csv:3',
      },
      {
        start: '2025-02-27T20:00:00.000Z',
        end: '2025-02-27T21:00:00.000Z',
        zone: 'UTC',
        label: 'CHG-3',
        source: 'changes.csv:5',
      },
    ],
  });
});

test('a time without a zone gets the zone of its row, else the named one', () => {
  const text =
    'start,end,zone\n2025-07-01 21:00,2025-07-01 23:00,America/New_York\n2025-07-01 21:00,2025-07-01 23:00,\n';
  expect(spans(read('a.csv', text, 'Europe/Berlin'))).toEqual([
    '2025-07-02T01:00 2025-07-02T03:00',
    '2025-07-01T19:00 2025-07-01T21:00',
  ]);
});

test('all mistakes of a table come together, each with its line', () => {
  const rows = [
    'start,end,zone',
    '2025-02-25 21:00,2025-02-25 23:00,',
    '25.02.2025 21:00,2025-02-25T23:00Z,',
    '2025-02-25T23:00Z,2025-02-25T21:00Z,',
    '2025-02-30 21:00,2025-02-30 23:00,Europe/Berlin',
    '2025-02-25 21:00,2025-02-25 23:00,CET-ish',
    '2025-03-30 02:30,2025-03-30 04:00,Europe/Berlin',
    '2025-10-26 02:30,2025-10-26 04:00,Europe/Berlin',
    ',2025-10-26 04:00,Europe/Berlin',
  ];
  const { windows, problems } = read('changes.csv', rows.join('\n'));
  expect(windows).toEqual([]);
  expect(problems.map(({ line, found }) => `${line}: ${found}`)).toEqual([
    '2: start 2025-02-25 21:00, which has no zone',
    '2: end 2025-02-25 23:00, which has no zone',
    '3: start 25.02.2025 21:00',
    '4: end 2025-02-25T21:00Z, which is not after 2025-02-25T23:00Z',
    '5: start 2025-02-30 21:00',
    '5: end 2025-02-30 23:00',
    '6: zone CET-ish',
    '7: start 2025-03-30 02:30, which does not exist in Europe/Berlin (clocks change)',
    '8: start 2025-10-26 02:30, which occurs twice in Europe/Berlin (clocks change)',
    '9: no start',
  ]);
});

test('a table without the titles says which are missing', () => {
  expect(read('a.csv', 'from,until\n1,2\n').problems).toMatchObject([{ line: 1, found: 'no title start and no end' }]);
});

const moment = fc
  .integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 })
  .map((seconds) => seconds * 1000);
const iso = (at: number) => new Date(at).toISOString();

test('every table of windows is read as it was written', () => {
  const window = fc.tuple(
    moment,
    fc.integer({ min: 1, max: 1e6 }),
    fc.string({ maxLength: 20 }).filter((text) => !/[",;\t\r\n]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(window, { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';', '\t'), (windows, mark) => {
      const rows = windows.map(([at, seconds, label]) => [iso(at), iso(at + seconds * 1000), label].join(mark));
      const found = read('a.csv', [['start', 'end', 'label'].join(mark), ...rows].join('\n'));
      expect(found.problems).toEqual([]);
      expect(found.windows.map(({ start, end, label }) => [start, end, label])).toEqual(
        windows.map(([at, seconds, label]) => [iso(at), iso(at + seconds * 1000), label.trim() || null]),
      );
    }),
  );
});

test('any table gives a window or a mistake for each row', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (cells) => {
      const quoted = cells.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
      const found = read('a.csv', ['start,end', ...quoted].join('\n'));
      const spoken = new Set([...found.problems.map(({ line }) => line), ...found.windows.map(({ source }) => source)]);
      expect(spoken.size).toBeGreaterThan(0);
      for (const { start, end } of found.windows) expect(start < end).toBe(true);
    }),
  );
});

test('a table of more lines than windows are taken is refused after them, and not read to its end', () => {
  const { problems } = read('changes.csv', `start,end\n${'x,y\n'.repeat(1_000_000)}`);
  expect(problems.length).toBeLessThan(11_000);
  expect(problems).toContainEqual({
    line: 1,
    found: 'more than 5000 lines',
    expected: expect.stringContaining('shorter range'),
  });
});
