import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const named = (row: JsonObject) =>
  run('fullNames', { rows: numbered('E7', [row]) }, { zone: 'servicebus.windows.net' }).value;
/** As collectors cut it. */
const cut = { namespace: 'corp', connection: 'corp/sql' };

test.each([
  [{ endpoint: 'sb://corp.servicebus.windows.net/sql' }, 'corp'],
  [{ endpoint: 'sb://corp.attacker.example/sql' }, 'corp.attacker.example'],
  [{ uri: 'sb://corp.servicebus.chinacloudapi.cn/sql' }, 'corp.servicebus.chinacloudapi.cn'],
  [{ uri: 'no address' }, 'corp'],
  [{ uri: null, endpoint: 7 }, 'corp'],
])('%j is at %s', (row, namespace) => {
  expect(named({ ...cut, ...row })).toMatchObject([
    { ...row, namespace, connection: `${namespace}/sql`, from: ['E7#1'] },
  ]);
});

test('a row that names no relay is left as it is', () => {
  expect(named({ kind: 'file', namespace: null })).toEqual([{ kind: 'file', namespace: null, from: ['E7#1'] }]);
});

test('a connection that isn’t known stays unknown', () => {
  expect(named({ endpoint: 'sb://corp.attacker.example/', connection: null })).toMatchObject([
    { namespace: 'corp.attacker.example', connection: null },
  ]);
});
