import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const claim = {
  owner: 'a.meyer',
  ticket: 'CHG-20411',
  namespace: 'corp-app-relay',
  target: 'sql01.contoso.example:1433',
};
const configured = {
  connection: 'corp-app-relay/sql-prod',
  namespace: 'corp-app-relay',
  endpoint: 'sb://corp-app-relay.servicebus.windows.net/sql-prod',
  targetHost: null,
  targetPort: null,
};
const seen = { class: 'target', connection: configured.connection, remoteAddress: '192.0.2.50', remotePort: 1433 };
const dns = numbered('E3', [{ entry: 'SQL01.contoso.example.', name: null, type: 1, data: '192.0.2.50' }]);
const judged = (change: {
  claim?: Json;
  connection?: JsonObject;
  more?: JsonObject[];
  observed?: JsonObject[];
  authorised?: string;
}) =>
  run(
    'ownerClaim',
    {
      claim: change.claim === undefined ? claim : change.claim,
      connections: numbered('E7', [{ ...configured, ...change.connection }, ...(change.more ?? [])]),
      observed: numbered('E2', change.observed ?? [seen]),
      dns,
      authorised: change.authorised ?? 'yes',
    },
    { zone: 'servicebus.windows.net' },
  ).value;

test('the word that names namespace and target matches, through the resolver cache', () => {
  expect(judged({})).toEqual([
    {
      connection: 'corp-app-relay/sql-prod',
      namespace: 'corp-app-relay',
      owner: 'a.meyer',
      ticket: 'CHG-20411',
      claimedNamespace: 'corp-app-relay',
      claimedTarget: 'sql01.contoso.example:1433',
      namespaceMatches: true,
      targetMatches: true,
      targetSeen: '192.0.2.50:1433',
      from: ['E7#1', 'E2#1', 'E3#1'],
    },
  ]);
});

test.each([{ authorised: 'no' }, { authorised: 'unknown' }, { claim: null }])(
  '%j: there is no word to compare',
  (change) => {
    expect(judged(change)).toEqual([]);
  },
);

test.each(['CORP-APP-RELAY', 'corp-app-relay.servicebus.windows.net', 'sb://corp-app-relay.servicebus.windows.net/'])(
  'the namespace may be given as %s',
  (namespace) => {
    expect(judged({ claim: { ...claim, namespace } })).toMatchObject([{ namespaceMatches: true }]);
  },
);

test.each([
  'corp-app-relay2',
  'corp-app-relay.attacker.example',
  'corp-app-relay.servicebus.chinacloudapi.cn',
  'corp-app-relay.servicebus.windows.net.attacker.example',
  '',
])('%j is another namespace', (namespace) => {
  expect(judged({ claim: { ...claim, namespace } })).toMatchObject([{ namespaceMatches: false }]);
});

test('the configured target decides where there is one', () => {
  const connection = { targetHost: 'SQL01.contoso.example', targetPort: 1433 };
  expect(judged({ connection, observed: [] })).toMatchObject([
    { targetMatches: true, targetSeen: 'sql01.contoso.example:1433' },
  ]);
});

test.each(['sql01.contoso.example:1434', '192.0.2.51:1433', 'sql01.contoso.example'])(
  '%s is another target',
  (target) => {
    expect(judged({ claim: { ...claim, target } })).toMatchObject([{ targetMatches: false }]);
  },
);

test('one connection to another target is enough for a mismatch', () => {
  const other = { ...seen, remoteAddress: '::1', remotePort: 5986 };
  expect(judged({ observed: [seen, other] })).toMatchObject([
    { targetMatches: false, targetSeen: '192.0.2.50:1433, [::1]:5986' },
  ]);
});

test('of a target that is not known it cannot be said', () => {
  expect(judged({ observed: [] })).toMatchObject([{ targetMatches: null, targetSeen: null }]);
});

test('an address is not compared with a name that the resolver cache does not hold', () => {
  const target = 'sql02.contoso.example:1433';
  expect(judged({ claim: { ...claim, target } })).toMatchObject([
    { targetMatches: null, targetSeen: '192.0.2.50:1433' },
  ]);
});

test('a name that the resolver cache gives another address is another target, with that row as evidence', () => {
  const observed = [{ ...seen, remoteAddress: '192.0.2.99' }];
  expect(judged({ observed })).toMatchObject([{ targetMatches: false, from: ['E7#1', 'E2#1', 'E3#1'] }]);
});

test('names and addresses of the host itself are one target', () => {
  const connection = { targetHost: 'localhost', targetPort: 5986 };
  expect(judged({ connection, claim: { ...claim, target: '127.0.0.1:5986' } })).toMatchObject([
    { targetMatches: true },
  ]);
});

test.each(['corp-app-relay.attacker.example', 'corp-app-relay.servicebus.chinacloudapi.cn'])(
  'an endpoint at %s is not the namespace of that label',
  (host) => {
    for (const namespace of ['corp-app-relay', host])
      expect(judged({ connection: { namespace, endpoint: `sb://${host}/sql-prod` } })).toMatchObject([
        { namespaceMatches: false },
      ]);
  },
);

test('every row of a connection must go to the claimed target, in any order', () => {
  const [good, bad] = [
    { targetHost: 'sql01.contoso.example', targetPort: 1433 },
    { targetHost: 'localhost', targetPort: 5986 },
  ];
  const all = [good, bad].map((target) => judged({ connection: target, more: [{ ...configured, ...bad }] }));
  const reversed = judged({ connection: bad, more: [{ ...configured, ...good }] });
  for (const rows of [...all, reversed]) expect(rows).toMatchObject([{ targetMatches: false }]);
  expect(reversed).toMatchObject([
    { targetSeen: 'localhost:5986, sql01.contoso.example:1433', from: ['E7#1', 'E7#2'] },
  ]);
});

test('rows of one connection name with different hosts are judged one by one', () => {
  const attacker = { ...configured, endpoint: 'sb://corp-app-relay.attacker.example/sql-prod' };
  const matches = (rows: Json) => (rows as JsonObject[]).map((row) => row['namespaceMatches']);
  expect(matches(judged({ more: [attacker] }))).toEqual([true, false]);
  expect(matches(judged({ connection: attacker, more: [configured] }))).toEqual([false, true]);
});

test('a full host in another cloud can be vouched for in full', () => {
  const namespace = 'corp-app-relay.servicebus.chinacloudapi.cn';
  const connection = { namespace, endpoint: `sb://${namespace}/sql-prod` };
  expect(judged({ connection, claim: { ...claim, namespace } })).toMatchObject([{ namespaceMatches: true }]);
});

test('a namespace that is known in full is not taken for the one of the same label', () => {
  const connection = {
    namespace: 'corp-app-relay.attacker.example',
    endpoint: 'sb://corp-app-relay.attacker.example/x',
  };
  expect(judged({ connection })).toMatchObject([{ namespaceMatches: false }]);
});
