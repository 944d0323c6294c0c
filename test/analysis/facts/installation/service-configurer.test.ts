import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const sid = 'S-1-5-21-1-2-3-1187';
const file = {
  file: 'x.config',
  ownerSid: sid,
  owner: 'X\\anna',
  created: '2025-02-11T02:18:29.000Z',
  from: ['E9#1'],
};
const change = { id: 40308, time: '2025-02-11T02:18:31.660Z', from: ['E10#5'] };
const logon = {
  kind: 'logon',
  sid: 'S-1-5-21-1-2-3-1200',
  account: 'X\\bert',
  time: '2025-02-11T01:00:00.000Z',
  logonType: 10,
  address: '192.0.2.9',
  logonId: '0x1',
  from: ['E13#1'],
};
const configurer = (files: JsonObject[], changes: JsonObject[], identity: JsonObject[] = []) =>
  run('serviceConfigurer', { files, changes, identity }, { before: 43_200, logonTypes: [2, 10] }).value as {
    [field: string]: Json;
  };

test('the owner of the file created or replaced it: medium, with the last change as the moment', () => {
  expect(configurer([file], [change])).toMatchObject({
    ...{ account: 'X\\anna', sid, confidence: 'medium', at: change.time, changes: 1, from: ['E9#1'] },
    reason: 'x.config belongs to this account, which created or replaced it',
  });
});

test.each([
  ['S-1-5-18', 'NT AUTHORITY\\SYSTEM'],
  ['S-1-5-32-544', 'BUILTIN\\Administrators'],
])('an owner that stands for no single person (%s) names nobody', (ownerSid, owner) => {
  const result = configurer([{ ...file, ownerSid, owner }], [change]);
  expect(result).toMatchObject({ account: null, sid: null, confidence: 'none', from: ['E9#1', 'E10#5'] });
  expect(result['reason']).toContain(`belongs to ${owner}, which is not one person’s account`);
});

test('interactive logons ahead of a change are candidates; network logons, later and much earlier ones are not', () => {
  const identity = [
    logon,
    { ...logon, logonType: 3, logonId: '0x2' },
    { ...logon, time: '2025-02-11T03:00:00.000Z', logonId: '0x3' },
    { ...logon, time: '2025-02-09T03:00:00.000Z', logonId: '0x4' },
  ];
  expect(configurer([], [change], identity)['candidates']).toMatchObject([
    { account: 'X\\bert', at: logon.time, basis: 'logged on', from: ['E13#1'] },
  ]);
});

test('the two halves of an administrator’s logon are one candidate', () => {
  const halves = [
    { ...logon, linkedLogonId: '0x2' },
    { ...logon, logonId: '0x2', linkedLogonId: '0x1' },
  ];
  expect(configurer([], [change], halves)['candidates']).toHaveLength(1);
});

test('without a file and a change nobody is named, and nobody is a candidate', () => {
  expect(configurer([], [], [logon])).toMatchObject({ account: null, at: null, candidates: [], from: [] });
});
