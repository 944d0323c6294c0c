import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const row = (time: string, more: JsonObject = {}): JsonObject => ({
  ...{ log: 'Security', id: 5156, time, processId: 3412, direction: 'outbound', protocol: 'tcp', action: 'allowed' },
  ...{ localAddress: '192.0.2.20', localPort: 50000, remoteAddress: '192.0.2.50', remotePort: 445, from: [time] },
  ...more,
});
const host = [{ addresses: ['192.0.2.20'], networks: ['192.0.2.20/24'], from: ['E7#1'] }];
const history = (...rows: JsonObject[]) =>
  run('networkHistory', { rows, host, internalNetworks: [] }, { relayPort: 443 }).value as JsonObject[];
const [one, two, three] = ['2025-02-11T02:00:00.000Z', '2025-02-11T02:30:00.000Z', '2025-02-11T03:00:00.000Z'] as const;

test('one row for each far end, with first and last', () => {
  expect(history(row(two), row(one), row(three, { localPort: 50001 }))).toMatchObject([
    {
      ...{ class: 'target', remoteAddress: '192.0.2.50', remotePort: 445, scope: 'internal', count: 3 },
      ...{ first: one, last: three, processIds: [3412], attributed: true, from: [one, two, three] },
    },
  ]);
});

test('only the relay port of an address on the Internet looks like a relay', () => {
  const classes = history(
    row(three, { remoteAddress: '203.0.113.80', remotePort: 443 }),
    row(two, { remotePort: 443 }),
    row(one, { direction: 'inbound', localPort: 9352, remotePort: 61_000 }),
  ).map((each) => each['class']);
  expect(classes).toEqual(['relay', 'target', 'inbound']);
});

test('what names no process stays apart from what does', () => {
  const found = history(row(one), row(two, { processId: null }));
  expect(found.map(({ attributed, processIds }) => [attributed, processIds])).toEqual([
    [false, []],
    [true, [3412]],
  ]);
});

test('each log speaks for itself, and what was dropped is not what was allowed', () => {
  expect(history(row(one), row(two, { log: 'pfirewall.log' }), row(three, { action: 'dropped' }))).toHaveLength(3);
});

test('connections that came in are told by the own port, whatever the other side’s', () => {
  const inbound = { direction: 'inbound', localPort: 9352 };
  expect(history(row(one, { ...inbound, remotePort: 1 }), row(two, { ...inbound, remotePort: 2 }))).toMatchObject([
    { count: 2, localPort: 9352, remotePort: null },
  ]);
});
