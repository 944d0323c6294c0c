import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const configured = {
  connection: 'corp/sql',
  namespace: 'corp',
  entity: 'sql',
  endpoint: 'sb://corp.servicebus.windows.net/sql',
  keyName: 'defaultListener',
};
const at = (uri: unknown): JsonObject => ({ uri: uri as string });
const known = (more: { configured?: JsonObject[]; listened?: JsonObject[]; alert?: JsonObject[] }) =>
  run(
    'knownConnections',
    {
      configured: numbered('E7', more.configured ?? [configured]),
      listened: numbered('E8', more.listened ?? []),
      alert: (more.alert ?? []).map((row) => ({ ...row, from: ['alert'] })),
    },
    { zone: 'servicebus.windows.net', fields: ['keyName', 'targetHost'] },
  ).value;

test('a configured connection that events and alert speak of as well is one, known from all', () => {
  const listened = [at('SB://Corp.servicebus.windows.net/sql/'), at(null), at('sb://corp.servicebus.windows.net/sql')];
  expect(known({ listened, alert: [at('sb://corp.servicebus.windows.net:443/sql')] })).toEqual([
    {
      ...configured,
      targetHost: null,
      knownFrom: ['configured', 'listened', 'alert'],
      from: ['E7#1', 'E8#1', 'E8#3', 'alert'],
    },
  ]);
});

test('one that only the alert speaks of is a connection, too', () => {
  expect(known({ alert: [at('sb://evil-ns.servicebus.windows.net/dc-mgmt')] })).toEqual([
    expect.objectContaining({ connection: 'corp/sql', knownFrom: ['configured'] }),
    {
      keyName: null,
      targetHost: null,
      endpoint: 'sb://evil-ns.servicebus.windows.net/dc-mgmt',
      namespace: 'evil-ns',
      entity: 'dc-mgmt',
      connection: 'evil-ns/dc-mgmt',
      knownFrom: ['alert'],
      from: ['alert'],
    },
  ]);
});

test('the same name in another zone is another connection, named in full', () => {
  expect(known({ listened: [at('sb://corp.attacker.example/sql')] })).toMatchObject([
    { connection: 'corp/sql', knownFrom: ['configured'] },
    { connection: 'corp.attacker.example/sql', namespace: 'corp.attacker.example', knownFrom: ['listened'] },
  ]);
});

test('two files that configure one connection stay two rows', () => {
  const rows = known({
    configured: [configured, { ...configured, keyName: 'RootManageSharedAccessKey' }],
    listened: [at('sb://corp.servicebus.windows.net/sql')],
  });
  expect(rows).toMatchObject([
    { keyName: 'defaultListener', from: ['E7#1', 'E8#1'] },
    { keyName: 'RootManageSharedAccessKey', from: ['E7#2', 'E8#1'] },
  ]);
});

test.each([null, 7, '', 'no address', 'sb:///x', ['sb://a/b']])('%j is no address', (uri) => {
  expect(known({ configured: [], alert: [at(uri)] })).toEqual([]);
});

test('what an address names may be the namespace alone', () => {
  expect(known({ configured: [], alert: [at('sb://evil.servicebus.windows.net/')] })).toMatchObject([
    { connection: 'evil', namespace: 'evil', entity: null },
  ]);
});

test('a log that names no zone speaks of the connection of that name', () => {
  const listened = [{ connection: 'Corp/SQL' }, { connection: 'other/rdp' }];
  expect(known({ listened })).toMatchObject([
    { connection: 'corp/sql', knownFrom: ['configured', 'listened'], from: ['E7#1', 'E8#1'] },
    { connection: 'other/rdp', namespace: 'other', entity: 'rdp', knownFrom: ['listened'], from: ['E8#2'] },
  ]);
});
