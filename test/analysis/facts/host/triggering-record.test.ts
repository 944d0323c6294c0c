import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const time = '2025-02-11T02:18:37.900Z';
const event = { id: 40302, channel: 'Relay/Operational', recordId: '17' };
const record = { id: 40302, channel: 'Relay/Operational', recordId: '17', time: '2025-02-11T02:18:37.512Z' };
const log = {
  name: 'Relay/Operational',
  outcome: 'collected',
  from: '2025-02-01T00:00:00.000Z',
  to: '2025-02-11T04:00:00.000Z',
};
const look = (more: { event?: Json; time?: string | null; rows?: JsonObject[]; sources?: JsonObject[] }) =>
  run('triggeringRecord', {
    detection: {
      event: more.event === undefined ? event : more.event,
      time: more.time === undefined ? time : more.time,
    },
    events: numbered('E6', more.rows ?? [{ ...record, recordId: '16' }, record]),
    coverage: [{ evidence: 'E6', sources: more.sources ?? [log] }, null],
  }).value;

test('is found by its record id', () => {
  expect(look({})).toEqual({ state: 'found', by: 'record id', reason: null, logs: [], from: ['E6#2'] });
});

test('is found by id and time where the alert holds no record id', () => {
  expect(look({ event: { ...event, recordId: null } })).toMatchObject({ by: 'time', from: ['E6#1', 'E6#2'] });
});

test('is not found two seconds away, in a log that was read over its time', () => {
  expect(look({ event: { ...event, recordId: null }, time: '2025-02-11T02:18:39.600Z' })).toEqual({
    state: 'notFound',
    by: null,
    reason: null,
    logs: [log],
    from: ['alert', 'E6'],
  });
});

test('is not the same record id in another log, nor another record of this log', () => {
  expect(look({ rows: [{ ...record, channel: 'Relay/Admin' }] })).toMatchObject({ state: 'notFound' });
  expect(look({ event: { ...event, recordId: '99' } })).toMatchObject({ state: 'notFound' });
});

test.each([
  ['begins after the event', { from: '2025-02-11T03:00:00.000Z' }],
  ['ends before the event', { to: '2025-02-11T02:00:00.000Z' }],
  ['could not be read', { outcome: 'failed' }],
  ['is empty', { outcome: 'empty', from: null, to: null }],
])('cannot be said of a log that %s', (_, change) => {
  expect(look({ rows: [], sources: [{ ...log, ...change }] })).toMatchObject({
    state: 'cannotSay',
    reason: 'the log was not read for the time of the event',
    from: ['alert', 'E6'],
  });
});

test('where the alert names no channel, every log must have been read over its time', () => {
  const other = { ...log, name: 'Relay/Admin', outcome: 'failed' };
  const nameless = { ...event, channel: null };
  expect(look({ event: nameless, rows: [], sources: [log] })).toMatchObject({ state: 'notFound' });
  expect(look({ event: nameless, rows: [], sources: [log, other] })).toMatchObject({ state: 'cannotSay' });
});

test.each([
  ['there is no event', { event: null }],
  ['the event has no id', { event: { ...event, id: null } }],
  ['there is neither record id nor time', { event: { ...event, recordId: null }, time: null }],
])('cannot be looked for where %s', (_, change) => {
  expect(look(change)).toMatchObject({ state: 'cannotSay', from: ['alert'] });
});

test('an alert without a time says nothing by an absent record', () => {
  expect(look({ time: null })).toMatchObject({ state: 'found' });
  expect(look({ time: null, rows: [] })).toMatchObject({
    state: 'cannotSay',
    reason: expect.stringContaining('no time'),
  });
});

test('no log that could contain it was read', () => {
  expect(look({ rows: [], sources: [] })).toMatchObject({
    state: 'cannotSay',
    reason: 'no log that could contain it was read',
  });
});
