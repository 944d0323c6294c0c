import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const sid = 'S-1-5-21-1-2-3-1187';
const product = 'Hybrid Connection Manager';
const begin = {
  kind: 'event',
  id: 1040,
  time: '2025-02-11T03:10:00.000Z',
  userSid: sid,
  clientProcessId: 700,
  from: ['E11#1'],
};
const done = {
  kind: 'event',
  id: 11724,
  time: '2025-02-11T03:10:05.000Z',
  product,
  userSid: 'S-1-5-18',
  from: ['E11#2'],
};
const finished = {
  ...{ ...done, id: 1034, time: '2025-02-11T03:10:05.001Z', status: '0', productVersion: '0.7.5', productCode: '{1}' },
  from: ['E11#3'],
};
const removals = (installs: JsonObject[], identity: JsonObject[] = [], named: JsonObject[] = []) =>
  run('packageRemovals', { installs, identity, named }, { systemSids: ['S-1-5-18'] }).value as JsonObject[];

test('1034 and 11724 are one removal; who began it is who removed it', () => {
  const named = [{ sid, account: 'X\\anna', from: ['E12#4'] }];
  expect(removals([begin, done, finished], [], named)).toMatchObject([
    {
      ...{ product, version: '0.7.5', productCode: '{1}', at: finished.time, installedAgain: null },
      ...{ account: 'X\\anna', sid, confidence: 'medium', from: ['E11#3', 'E11#2', 'E11#1', 'E12#4'] },
    },
  ]);
});

test('the client process and its logon give more', () => {
  const process = {
    kind: 'process',
    id: 4688,
    time: '2025-02-11T03:09:59.000Z',
    processId: 700,
    sid,
    logonId: '0x5',
    from: ['E13#1'],
  };
  const logon = {
    kind: 'logon',
    id: 4624,
    time: '2025-02-11T03:00:00.000Z',
    logonId: '0x5',
    sid,
    account: 'X\\anna',
    logonType: 10,
    from: ['E13#2'],
  };
  expect(removals([begin, done], [process, logon])).toMatchObject([{ account: 'X\\anna', confidence: 'high' }]);
});

test('a removal by the system names nobody', () => {
  expect(removals([{ ...begin, userSid: 'S-1-5-18' }, done])).toMatchObject([
    { account: null, sid: null, confidence: 'none' },
  ]);
});

test('a removal that failed is none', () => {
  expect(removals([{ ...finished, status: '1603' }])).toEqual([]);
});

test('an upgrade installs again after it removed', () => {
  const again = {
    kind: 'event',
    id: 11707,
    time: '2025-02-11T03:11:00.000Z',
    product: product.toUpperCase(),
    from: ['E11#9'],
  };
  expect(removals([done, again])).toMatchObject([{ installedAgain: again.time }]);
  expect(removals([done, { ...again, time: '2025-01-01T00:00:00.000Z' }])).toMatchObject([{ installedAgain: null }]);
});
