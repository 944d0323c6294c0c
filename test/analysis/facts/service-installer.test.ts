import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/domain/json.js';
import { suspicious, userSid } from '../scenarios/suspicious.js';
import { numbered, run } from './run.js';

const installs = numbered('E9', suspicious['install']!);
const identity = numbered('E10', suspicious['identity']!);
const host = numbered('E5', suspicious['host']!);
const installer = (records: { installs?: JsonObject[]; identity?: JsonObject[] }) =>
  run(
    'serviceInstaller',
    { installs: records.installs ?? installs, identity: records.identity ?? identity, host, internalNetworks: [] },
    { systemSids: ['S-1-5-18', 'S-1-5-19', 'S-1-5-20'] },
  ).value as { [field: string]: Json };
const withId = (...ids: number[]) => installs.filter((row) => ids.includes(row['id'] as number));

test('scenario S: client process 6700, its logon, and the account behind it', () => {
  expect(installer({})).toEqual({
    account: 'CONTOSO\\svc-backup',
    accountName: 'svc-backup',
    sid: userSid,
    confidence: 'high',
    reason:
      'MsiInstaller 1040 names client process 6700; 4688 shows its creation with logon id 0x4f2a91c; ' +
      '4624 shows that logon: type 10, from 203.0.113.45',
    rank: 1,
    logon: {
      type: 10,
      address: '203.0.113.45',
      scope: 'external',
      at: '2025-02-11T02:14:07.118Z',
      logonId: '0x4f2a91c',
    },
    process: {
      image: 'C:\\Windows\\System32\\msiexec.exe',
      commandLine: '"C:\\Windows\\system32\\msiexec.exe" /i C:\\ProgramData\\HybridConnectionManager.msi /quiet',
      parentImage: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      at: '2025-02-11T02:16:48.900Z',
    },
    candidates: [],
    disagrees: '4697 and 7045 name S-1-5-18',
    disagreesFrom: ['E9#3', 'E9#2'],
    from: ['E9#1', 'E10#1', 'E10#2'],
  });
});

test('a process that was created later with the same id is not the client', () => {
  const later = { ...identity[0]!, time: '2025-02-11T02:30:00.000Z', sid: 'S-1-5-21-1-2-3-500', account: 'X\\admin' };
  expect(installer({ identity: [later, ...identity] })).toMatchObject({ sid: userSid, confidence: 'high' });
});

test('the newest logon before the process counts: logon ids return after a reboot', () => {
  const older = { ...identity[1]!, time: '2025-01-02T00:00:00.000Z', address: '192.0.2.9', logonType: 3 };
  const newer = { ...identity[1]!, time: '2025-02-11T03:00:00.000Z', address: '192.0.2.8', logonType: 3 };
  expect(installer({ identity: [newer, ...identity, older] })).toMatchObject({ logon: { address: '203.0.113.45' } });
});

test('logon ids are numbers: case and zeros make no difference', () => {
  const spelled = { ...identity[1]!, logonId: '0x0000000004F2A91C' };
  expect(installer({ identity: [identity[0]!, spelled] })).toMatchObject({ confidence: 'high', rank: 1 });
});

test('the linked half of the logon serves where the half itself is not logged', () => {
  const half = { ...identity[1]!, logonId: '0x4f2a8e0', linkedLogonId: '0x4f2a91c' };
  expect(installer({ identity: [identity[0]!, half] })).toMatchObject({ confidence: 'high', rank: 1 });
});

test('without the logon the process alone gives medium', () => {
  expect(installer({ identity: identity.slice(0, 1) })).toMatchObject({ rank: 1, confidence: 'medium', logon: null });
});

test('without process records the user of MsiInstaller gives medium, and logons are candidates only', () => {
  const result = installer({ identity: identity.slice(1) });
  expect(result).toMatchObject({
    rank: 2,
    sid: userSid,
    account: 'CONTOSO\\svc-backup',
    confidence: 'medium',
    logon: null,
  });
  expect(result['candidates']).toMatchObject([{ account: 'CONTOSO\\svc-backup', logonType: 10, from: ['E10#2'] }]);
});

test('a SID without a name in any record stays a SID', () => {
  expect(installer({ identity: [] })).toMatchObject({
    sid: userSid,
    account: null,
    accountName: null,
    confidence: 'medium',
  });
});

test('4697 with a user and its logon gives high', () => {
  const created = {
    ...withId(4697)[0]!,
    subjectSid: userSid,
    subjectAccount: 'CONTOSO\\svc-backup',
    subjectLogonId: '0x4f2a91c',
  };
  expect(installer({ installs: [created], identity: identity.slice(1) })).toMatchObject({
    rank: 3,
    confidence: 'high',
    account: 'CONTOSO\\svc-backup',
    logon: { type: 10 },
    disagrees: null,
  });
});

test('7045 with a user gives medium', () => {
  const created = { ...withId(7045)[0]!, userSid };
  expect(installer({ installs: [created], identity: [] })).toMatchObject({
    rank: 3,
    confidence: 'medium',
    sid: userSid,
  });
});

test('SYSTEM alone names nobody, and the reason says where to look', () => {
  const result = installer({ installs: withId(4697, 7045), identity: [] });
  expect(result).toMatchObject({ account: null, sid: null, confidence: 'none', rank: null, from: ['E9#3', 'E9#2'] });
  expect(result['reason']).toMatch(/^4697 and 7045 carry no account .* 4688, 4624/);
});

test('a client process that ran as SYSTEM is shown, and names nobody', () => {
  const agent = {
    ...identity[0]!,
    sid: 'S-1-5-18',
    account: 'NT AUTHORITY\\SYSTEM',
    parentImage: 'C:\\Windows\\CCM\\CcmExec.exe',
  };
  const begin = { ...withId(1040)[0]!, userSid: 'S-1-5-18' };
  expect(installer({ installs: [begin, ...withId(4697, 7045)], identity: [agent] })).toMatchObject({
    confidence: 'none',
    process: { parentImage: 'C:\\Windows\\CCM\\CcmExec.exe' },
  });
});

test('chains that name different accounts lower the confidence', () => {
  const created = { ...withId(7045)[0]!, userSid: 'S-1-5-21-1-2-3-500' };
  expect(installer({ installs: [...withId(1040), created] })).toMatchObject({
    sid: userSid,
    confidence: 'medium',
    disagrees: '7045 names S-1-5-21-1-2-3-500',
  });
});

test('records of an earlier installation do not explain the newest', () => {
  const earlier = { ...withId(1040)[0]!, time: '2024-06-01T00:00:00.000Z' };
  expect(installer({ installs: [earlier, ...withId(4697, 7045)], identity: [] })).toMatchObject({ confidence: 'none' });
});

test('without any record nobody is named', () => {
  expect(installer({ installs: [], identity: [] })).toMatchObject({ account: null, confidence: 'none', from: [] });
});
