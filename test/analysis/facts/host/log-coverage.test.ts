import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const rows: JsonObject[] = [
  {
    ...{
      kind: 'log',
      log: 'Security',
      enabled: true,
      records: 90,
      missing: 0,
      sizeBytes: 1,
      maximumBytes: 2,
      mode: 'Circular',
    },
    ...{ oldest: '2025-02-11T02:40:12.501Z', newest: '2025-02-11T04:00:00.000Z', from: ['E12#1'] },
  },
  { kind: 'log', log: 'Old', enabled: false, records: 0, from: ['E12#2'] },
  { kind: 'cleared', log: 'Security', time: '2025-02-11T02:40:12.501Z', account: 'X\\anna', from: ['E12#3'] },
  { kind: 'cleared', log: 'Security', time: '2025-02-01T00:00:00.000Z', sid: 'S-1-5-18', from: ['E12#4'] },
];
const coverage = {
  evidence: 'E12',
  sources: [
    { name: 'Sysmon', outcome: 'notRun', reason: 'absent' },
    { name: 'Denied', outcome: 'failed', reason: 'denied' },
  ],
};
const states = (names: string[], known: JsonObject | null = coverage) =>
  run('logCoverage', { rows, coverage: known, names }).value as JsonObject[];

test('every row of a log counts, not only the first', () => {
  const gap: JsonObject = { ...rows[0]!, missing: 40, from: ['E12#9'] };
  const { value } = run('logCoverage', { rows: [...rows, gap], coverage, names: ['Security'] });
  expect((value as JsonObject[]).map((row) => row['missing'])).toEqual([0, 40]);
});

test('a log with its clearings, oldest first', () => {
  expect(states(['Security'])).toMatchObject([
    {
      ...{ state: 'read', oldest: '2025-02-11T02:40:12.501Z', records: 90, missing: 0 },
      clearedAt: ['2025-02-01T00:00:00.000Z', '2025-02-11T02:40:12.501Z'],
      clearedBy: ['S-1-5-18', 'X\\anna'],
      from: ['E12#1', 'E12#4', 'E12#3'],
    },
  ]);
});

test('a log without a row is told apart: absent, refused, switched off, not looked at', () => {
  expect(states(['Sysmon', 'Denied', 'Old', 'Unknown']).map(({ state, from }) => [state, from])).toEqual([
    ['absent', ['E12']],
    ['denied', ['E12']],
    ['disabled', ['E12#2']],
    ['notRun', ['E12']],
  ]);
});

test('before the collector ran nothing is known, and nothing is referred to', () => {
  expect(run('logCoverage', { rows: [], coverage: null, names: ['Security'] }).value).toMatchObject([
    { state: 'notRun', oldest: null, clearedAt: [], from: [] },
  ]);
});
