import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/domain/json.js';
import { numbered, run } from './run.js';

const params = { up: [40302], down: [40303], allDown: [40301], key: 'uri', keep: ['entity'] };
const observed = '2025-02-11T04:00:00.000Z';
const event = (id: number, minute: string, uri: string | null = 'sb://a/b'): JsonObject => ({
  id,
  time: `2025-02-11T02:${minute}:00.000Z`,
  uri,
  entity: 'b',
});
const intervals = (...events: JsonObject[]) =>
  run('eventIntervals', { events: numbered('E8', events), observed }, params).value;

test('what came up and has not gone down is still up when it was looked at', () => {
  expect(intervals(event(40302, '18'))).toEqual([
    {
      key: 'sb://a/b',
      start: '2025-02-11T02:18:00.000Z',
      end: null,
      startKnown: true,
      open: true,
      observed,
      entity: 'b',
      from: ['E8#1'],
    },
  ]);
});

test('events may come newest first', () => {
  expect(intervals(event(40303, '30'), event(40302, '18'))).toMatchObject([
    { start: '2025-02-11T02:18:00.000Z', end: '2025-02-11T02:30:00.000Z', open: false, from: ['E8#2', 'E8#1'] },
  ]);
});

test('an end without a start has an unknown start', () => {
  expect(intervals(event(40303, '30'))).toMatchObject([
    { start: null, end: '2025-02-11T02:30:00.000Z', startKnown: false, open: false },
  ]);
});

test('the service stopping ends every interval', () => {
  expect(intervals(event(40302, '18'), event(40302, '19', 'sb://a/c'), event(40301, '30', null))).toMatchObject([
    { key: 'sb://a/b', end: '2025-02-11T02:30:00.000Z' },
    { key: 'sb://a/c', end: '2025-02-11T02:30:00.000Z' },
  ]);
});

test('the end of one that follows the end of all is the same end', () => {
  expect(intervals(event(40302, '18'), event(40301, '30', null), event(40303, '31'))).toMatchObject([
    { end: '2025-02-11T02:31:00.000Z', from: ['E8#1', 'E8#2', 'E8#3'] },
  ]);
});

test('a second start without an end leaves the first one without an end', () => {
  expect(intervals(event(40302, '18'), event(40302, '40', 'SB://a/b/'))).toMatchObject([
    { start: '2025-02-11T02:18:00.000Z', end: null, open: false },
    { start: '2025-02-11T02:40:00.000Z', end: null, open: true },
  ]);
});
