import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const params = { within: 'PT1S', left: 'relay', right: 'target' };
const connection = (kind: string, second: string, more: JsonObject = {}): JsonObject => ({
  class: kind,
  owner: 'HybridConnectionManager',
  created: `2025-02-11T03:02:${second}Z`,
  remoteAddress: kind === 'relay' ? '203.0.113.91' : '::1',
  remotePort: kind === 'relay' ? 443 : 5986,
  connection: null,
  ...more,
});
const paired = (...rows: JsonObject[]) => run('pairedConnections', { connections: numbered('E2', rows) }, params).value;

test('a relay and a target connection of the same moment are one session', () => {
  expect(paired(connection('relay', '10.102'), connection('target', '10.187', { connection: 'a/b' }))).toEqual([
    {
      connection: 'a/b',
      leftCreated: '2025-02-11T03:02:10.102Z',
      rightCreated: '2025-02-11T03:02:10.187Z',
      remoteAddress: '::1',
      remotePort: 5986,
      from: ['E2#1', 'E2#2'],
    },
  ]);
});

test('further apart than the limit is no session', () => {
  expect(paired(connection('relay', '10.102'), connection('target', '11.103'))).toEqual([]);
});

test('each row is used once, the nearest first', () => {
  const rows = [connection('relay', '10.000'), connection('relay', '10.500'), connection('target', '10.600')];
  expect(paired(...rows)).toMatchObject([{ leftCreated: '2025-02-11T03:02:10.500Z' }]);
});

test('connections of two services are no session', () => {
  expect(paired(connection('relay', '10.102'), connection('target', '10.187', { owner: 'azbridgesvc' }))).toEqual([]);
});

test('a limit that is no duration is complained of', () => {
  const { value, complaints } = run('pairedConnections', { connections: [] }, { ...params, within: '1s' });
  expect(value).toEqual([]);
  expect(complaints).toHaveLength(1);
});
