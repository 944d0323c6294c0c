import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { suspicious } from '../../scenarios/suspicious.js';
import { numbered, run } from '../run.js';

const params = { relayPort: 443, relayNames: ['servicebus.windows.net'], gatewayEndings: ['-sb'] };
const service = { name: 'HybridConnectionManager', processId: 3412, path: 'C:\\hcm\\listener.exe' };
const socket = (more: JsonObject): JsonObject => ({
  localAddress: '192.0.2.20',
  localPort: 50122,
  remoteAddress: '203.0.113.80',
  remotePort: 443,
  state: 'Established',
  processId: 3412,
  created: '2025-02-11T02:18:37.441Z',
  ...more,
});
const owned = (sockets: JsonObject[], more: { [name: string]: JsonObject[] } & { networks?: never } = {}) =>
  run(
    'connectionOwner',
    {
      sockets: numbered('E2', sockets),
      again: numbered('E9', more['again'] ?? []),
      processes: numbered('E3', more['processes'] ?? []),
      owners: numbered('E6', [service]),
      dns: numbered('E4', more['dns'] ?? []),
      host: numbered('E5', [{ computer: 'ADFS01', addresses: ['192.0.2.20'], networks: ['192.0.2.0/24'] }]),
      internalNetworks: ['198.51.100.0/24'],
      configured: numbered('E7', more['configured'] ?? []),
    },
    params,
  ).value as { [field: string]: Json }[];

test('scenario S: two relay connections and a target on the host itself, whose other end is the System process', () => {
  const rows = owned(suspicious['tcp']!, { dns: suspicious['dns']! });
  expect(rows.map((row) => [row['class'], row['scope'], row['name'], row['peerProcessId']])).toEqual([
    ['relay', 'external', null, null],
    ['relay', 'external', 'g5-prod-xx1-000-sb.servicebus.windows.net', null],
    ['target', 'loopback', null, 4],
  ]);
  expect(rows[2]).toMatchObject({ remoteAddress: '::1', remotePort: 5986, from: ['E2#3', 'E6#1', 'E2#4'] });
});

test('sockets of other processes are left out', () => {
  expect(owned([socket({ processId: 900 }), socket({ processId: 0 })])).toEqual([]);
});

test.each([
  ['203.0.113.80', 'relay', 'external'],
  ['::ffff:203.0.113.80', 'relay', 'external'],
  ['192.0.2.50', 'target', 'internal'],
  ['198.51.100.7', 'target', 'internal'],
  ['192.0.2.20', 'target', 'self'],
  ['127.0.0.1', 'target', 'loopback'],
  ['10.9.9.9', 'target', 'external'],
  ['010.1.1.1', 'target', null],
])('port 443 of %s is a %s, %s', (remoteAddress, kind, scope) => {
  expect(owned([socket({ remoteAddress })])).toMatchObject([{ class: kind, scope }]);
});

test('a name under the relay names makes a relay of any port and network', () => {
  const dns = [
    { entry: 'ns.servicebus.windows.net', name: 'ns.servicebus.windows.net', type: 5, data: 'ns.private.example' },
    { entry: 'ns.servicebus.windows.net', name: 'ns.private.example', type: 1, data: '192.0.2.99' },
  ];
  expect(owned([socket({ remoteAddress: '192.0.2.99', remotePort: 5671 })], { dns })).toMatchObject([
    { class: 'relay', scope: 'internal', name: 'ns.servicebus.windows.net' },
  ]);
});

test('a connection that is being opened is neither relay nor target', () => {
  expect(owned([socket({ state: 'SynSent' })])).toMatchObject([{ class: 'other' }]);
});

test('what was accepted on a port that the service listens on is not a target', () => {
  const listener = socket({
    localAddress: '127.0.0.1',
    localPort: 5001,
    remoteAddress: '0.0.0.0',
    remotePort: 0,
    state: 'Listen',
  });
  const accepted = socket({
    localAddress: '127.0.0.1',
    localPort: 5001,
    remoteAddress: '127.0.0.1',
    remotePort: 50999,
  });
  expect(owned([listener, accepted]).map((row) => [row['class'], row['scope']])).toEqual([
    ['listen', 'loopback'],
    ['other', 'loopback'],
  ]);
});

test('children of the service and other processes of its program belong to it', () => {
  const processes = [
    { processId: 3412, parentProcessId: 740, path: 'C:\\hcm\\Listener.exe', created: '2025-02-11T02:18:33.000Z' },
    { processId: 4000, parentProcessId: 3412, path: 'C:\\other.exe', created: '2025-02-11T02:19:00.000Z' },
    { processId: 4001, parentProcessId: 4000, path: 'C:\\third.exe', created: '2025-02-11T02:20:00.000Z' },
    { processId: 5000, parentProcessId: 1, path: 'c:\\HCM\\listener.exe' },
    { processId: 6000, parentProcessId: 3412, path: 'C:\\older.exe', created: '2025-02-11T01:00:00.000Z' },
  ];
  const sockets = [4000, 4001, 5000, 6000].map((processId) => socket({ processId }));
  expect(owned(sockets, { processes }).map((row) => [row['processId'], row['owner']])).toEqual([
    [4000, 'HybridConnectionManager'],
    [4001, 'HybridConnectionManager'],
    [5000, 'HybridConnectionManager'],
  ]);
});

test('of several configured connections the one whose target it is', () => {
  const configured = [
    { connection: 'a/sql', targetHost: 'sql01.example', targetPort: 1433 },
    { connection: 'b/winrm', targetHost: 'localhost', targetPort: 5986 },
  ];
  const dns = [{ entry: 'sql01.example', name: 'sql01.example', type: 1, data: '192.0.2.50' }];
  const rows = owned(
    [
      socket({ remoteAddress: '192.0.2.50', remotePort: 1433 }),
      socket({ remoteAddress: '::1', remotePort: 5986 }),
      socket({ remoteAddress: '192.0.2.51', remotePort: 1433 }),
      socket({}),
    ],
    { configured, dns },
  );
  expect(rows.map((row) => row['connection'])).toEqual(['a/sql', 'b/winrm', null, null]);
});

test('an only configured connection is what every socket serves', () => {
  expect(owned([socket({})], { configured: [{ connection: 'a/sql' }, { connection: 'a/sql' }] })).toMatchObject([
    { connection: 'a/sql' },
  ]);
});

test('an internal network that is none is complained of', () => {
  const { complaints } = run('connectionOwner', { internalNetworks: ['10.0.0.0/33'], sockets: [] }, params);
  expect(complaints).toEqual([expect.stringContaining('10.0.0.0/33')]);
});

test('a second snapshot adds what was opened since, and says what was in both', () => {
  const [relay, gone, opened] = [
    socket({}),
    socket({ localPort: 50300, remoteAddress: '192.0.2.50', remotePort: 1433 }),
    socket({ localPort: 50400, remoteAddress: '::1', remotePort: 5986 }),
  ];
  const peer = socket({ processId: 4, localAddress: '::1', localPort: 5986, remoteAddress: '::1', remotePort: 50400 });
  const rows = owned([relay, gone], { again: [relay, opened, peer] });
  expect(rows.map((row) => [row['class'], row['remotePort'], row['seen'], row['peerProcessId'], row['from']])).toEqual([
    ['relay', 443, 'both', null, ['E2#1', 'E6#1', 'E9#1']],
    ['target', 1433, 'first', null, ['E2#2', 'E6#1']],
    ['target', 5986, 'again', 4, ['E9#2', 'E6#1', 'E9#3']],
  ]);
});

test('a port that was used again is another connection', () => {
  const rows = owned([socket({})], { again: [socket({ created: '2025-02-11T03:59:00.000Z' })] });
  expect(rows.map((row) => row['seen'])).toEqual(['first', 'again']);
});

const named = (...names: string[]) =>
  names.map((name) => ({ entry: `${name}.servicebus.windows.net`, name: null, type: 1, data: '203.0.113.80' }));

test.each([
  ['the namespace of a known connection', named('a'), 'a/sql', null],
  ['a gateway of many namespaces', named('g5-prod-xx1-000-sb'), 'a/sql', null],
  ['another namespace', named('evil'), null, 'evil'],
  ['another namespace behind a gateway', named('g5-prod-xx1-000-sb', 'evil'), null, 'evil'],
  ['another namespace and that of a known connection', named('evil', 'a'), 'a/sql', null],
])('a relay that goes by the name of %s', (_, dns, connection, otherNamespace) => {
  const rows = owned([socket({})], { dns, configured: [{ connection: 'a/sql', namespace: 'a' }] });
  expect(rows).toMatchObject([{ class: 'relay', connection, otherNamespace }]);
});

test('a name in another zone of relays is another namespace, with its full host', () => {
  const host = 'a.servicebus.chinacloudapi.cn';
  const dns = [{ entry: host, name: null, type: 1, data: '203.0.113.80' }];
  const { value } = run(
    'connectionOwner',
    {
      ...{ sockets: numbered('E2', [socket({})]), owners: numbered('E6', [service]), dns: numbered('E4', dns) },
      configured: numbered('E7', [{ connection: 'a/sql', namespace: 'a' }]),
    },
    { ...params, relayNames: ['servicebus.windows.net', 'servicebus.chinacloudapi.cn'] },
  );
  expect(value).toMatchObject([{ class: 'relay', connection: null, otherNamespace: host }]);
});

test.each([
  ['first', 0],
  ['last', 1],
])('a process is followed by every path that its rows give, the shared one %s', (_, at) => {
  const rows = [
    { processId: 3412, path: 'C:\\Windows\\System32\\svchost.exe' },
    { processId: 3412, path: 'C:\\hcm\\listener.exe' },
  ];
  const processes = [...(at === 0 ? rows : rows.reverse()), { processId: 5000, path: 'c:\\HCM\\listener.exe' }];
  expect(owned([socket({ processId: 5000 })], { processes })).toMatchObject([{ processId: 5000 }]);
});

test('a second row with a parent’s id does not hide its child', () => {
  const child = { processId: 4000, parentProcessId: 3412, created: '2025-02-11T02:19:00.000Z' };
  const parents = ['2025-02-11T02:18:33.000Z', '2025-02-12T00:00:00.000Z'].map((created) => ({
    ...{ processId: 3412, path: 'C:\\hcm\\listener.exe', created },
  }));
  expect(owned([socket({ processId: 4000 })], { processes: [...parents, child] })).toHaveLength(1);
});

test('of several known connections the only one of the namespace in the relay’s name', () => {
  const configured = [
    { connection: 'a/sql', namespace: 'a' },
    { connection: 'b/one', namespace: 'b' },
    { connection: 'b/two', namespace: 'b' },
  ];
  expect(owned([socket({})], { dns: named('a'), configured })).toMatchObject([{ connection: 'a/sql' }]);
  expect(owned([socket({})], { dns: named('b'), configured })).toMatchObject([
    { connection: null, otherNamespace: null },
  ]);
});
