import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const params = { up: [40302], down: [40303], allDown: [40301], key: 'uri', keep: ['entity'] };
const readTo = '2025-02-11T04:00:00.000Z';
const sources = [
  { name: 'Other', to: '2025-02-11T09:00:00.000Z' },
  { name: 'Relay/Operational', to: readTo },
];
const event = (id: number, minute: string, uri: string | null = 'sb://a/b'): JsonObject => ({
  id,
  time: `2025-02-11T02:${minute}:00.000Z`,
  uri,
  channel: 'Relay/Operational',
  entity: 'b',
});
const intervals = (...events: JsonObject[]) =>
  run('eventIntervals', { events: numbered('E8', events), sources }, params).value;

test('what came up and has not gone down has no end in what was read of its log', () => {
  expect(intervals(event(40302, '18'))).toEqual([
    {
      key: 'sb://a/b',
      start: '2025-02-11T02:18:00.000Z',
      end: null,
      startKnown: true,
      open: true,
      readTo,
      up: false,
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

test.each([
  ['a row that shows it at work', { connection: 'a/b' }, true, ['E8#1', 'E3#1']],
  ['a row that names no connection', {}, true, ['E8#1', 'E3#1']],
  ['a row of another connection', { connection: 'a/c' }, false, ['E8#1']],
])('%s decides whether it is up', (_, row, up, from) => {
  const args = { events: numbered('E8', [{ ...event(40302, '18'), connection: 'A/b' }]), sources };
  const { value } = run(
    'eventIntervals',
    { ...args, running: numbered('E3', [row]) },
    { ...params, keep: ['connection'] },
  );
  expect(value).toMatchObject([{ open: true, up, from }]);
});

test('what has ended is not up', () => {
  const args = { events: numbered('E8', [event(40302, '18'), event(40303, '30')]), sources };
  const { value } = run('eventIntervals', { ...args, running: numbered('E3', [{}]) }, params);
  expect(value).toMatchObject([{ open: false, up: false, from: ['E8#1', 'E8#2'] }]);
});

test('a restart without an orderly stop leaves nothing of before up', () => {
  const args = { events: numbered('E8', [event(40302, '18'), event(40300, '30', null), event(40302, '31')]), sources };
  expect(run('eventIntervals', args, { ...params, restart: [40300] }).value).toMatchObject([
    { start: '2025-02-11T02:18:00.000Z', end: null, open: false },
    { start: '2025-02-11T02:31:00.000Z', end: null, open: true },
  ]);
});

test('what names no first key goes by the next one that it has', () => {
  const line = (id: string, minute: string, entity: string): JsonObject => ({
    ...event(0, minute, null),
    id,
    connection: `a/${entity}`,
  });
  const named = { ...params, up: ['online'], down: ['offline'], key: ['uri', 'connection'] };
  const events = [line('online', '18', 'b'), line('online', '19', 'c'), line('offline', '20', 'c')];
  expect(run('eventIntervals', { events: numbered('E9', events), sources }, named).value).toMatchObject([
    { key: 'a/b', open: true },
    { key: 'a/c', open: false, end: '2025-02-11T02:20:00.000Z' },
  ]);
});

test('the stop and the restart of one writer end nothing of another', () => {
  const of = (log: string | null, one: JsonObject): JsonObject => ({ ...one, log });
  const events = [
    of(null, event(40302, '18')),
    of('C:\\Logs', event(40302, '19')),
    of('C:\\Logs', event(40301, '30', null)),
    of(null, event(40300, '31', null)),
  ];
  const apart = { ...params, restart: [40300], apart: 'log' };
  expect(run('eventIntervals', { events: numbered('E9', events), sources }, apart).value).toMatchObject([
    { open: false, end: null },
    { open: false, end: '2025-02-11T02:30:00.000Z' },
  ]);
});
