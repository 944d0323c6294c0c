import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const anchor = (label: string, at: string, more: JsonObject = {}): JsonObject => ({
  ...{ label, at, precision: 'time', about: 'install', from: [label] },
  ...more,
});
const apart = (...anchors: JsonObject[]) =>
  run('anchorDisagreements', { anchors }, { tolerance: 'PT10M' }).value as JsonObject[];

test('names the two that lie furthest apart', () => {
  const found = apart(
    anchor('b', '2025-02-11T02:16:52.000Z'),
    anchor('a', '2025-02-08T02:16:52.000Z'),
    anchor('c', '2025-02-11T02:16:55.000Z'),
  );
  expect(found).toEqual([
    {
      ...{ about: 'install', earliest: '2025-02-08T02:16:52.000Z', earliestLabel: 'a' },
      ...{ latest: '2025-02-11T02:16:55.000Z', latestLabel: 'c', apartSeconds: 259_203, from: ['a', 'c'] },
    },
  ]);
});

test('minutes are no disagreement, and moments about different things are none', () => {
  expect(apart(anchor('a', '2025-02-11T02:10:00.000Z'), anchor('b', '2025-02-11T02:20:00.000Z'))).toEqual([]);
  const other = anchor('b', '2025-03-11T02:16:55.000Z', { about: 'configuration' });
  expect(apart(anchor('a', '2025-02-11T02:10:00.000Z'), other)).toEqual([]);
});

test('a local day agrees with every moment that is that day in some time zone', () => {
  const day = anchor('day', '2025-02-11', { precision: 'day' });
  expect(apart(day, anchor('a', '2025-02-10T10:30:00.000Z'))).toEqual([]);
  expect(apart(day, anchor('a', '2025-02-12T11:30:00.000Z'))).toEqual([]);
  expect(apart(day, anchor('a', '2025-02-10T09:00:00.000Z'))).toMatchObject([{ apartSeconds: 3600 }]);
});

test('a tolerance that is no duration is complained of', () => {
  const { value, complaints } = run('anchorDisagreements', { anchors: [] }, { tolerance: '5 minutes' });
  expect([value, complaints.length]).toEqual([[], 1]);
});
