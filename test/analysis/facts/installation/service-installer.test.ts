import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { suspicious, userSid } from '../../scenarios/suspicious.js';
import { numbered, run } from '../run.js';

const installs = numbered('E9', suspicious['install']!);
const identity = numbered('E10', suspicious['identity']!);
const host = numbered('E5', suspicious['host']!);
const installer = (records: { [argument: string]: JsonObject[] }) =>
  run(
    'serviceInstaller',
    { installs, identity, host, internalNetworks: [], ...records },
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
    how: 'package',
    parents: ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
    possibleProcesses: [],
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
  expect(result['reason']).toMatch(/^The account in 4697 and 7045 is not a person’s.* 4688, 4624/);
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

const bySc = {
  kind: 'process',
  log: 'Security',
  id: 4688,
  time: '2025-02-11T02:16:51.902Z',
  processId: 6700,
  image: 'C:\\Windows\\System32\\sc.exe',
  commandLine: 'sc.exe create HybridConnectionManager binPath= C:\\x.exe',
  parentProcessId: 5552,
  parentImage: 'C:\\Windows\\System32\\cmd.exe',
  sid: userSid,
  logonId: '0x4f2a91c',
  from: ['E10#7'],
};
const created = {
  ...withId(4697)[0]!,
  subjectSid: userSid,
  subjectAccount: 'CONTOSO\\svc-backup',
  subjectLogonId: '0x4f2a91c',
};

test('sc.exe of the same logon whose command line names the service stands behind a 4697 by a person', () => {
  const other = { ...bySc, commandLine: 'sc.exe create HybridConnectionManager2 binPath= C:\\y.exe', from: ['E10#8'] };
  const result = installer({ installs: [created], identity: [bySc, other, identity[1]!] });
  expect(result).toMatchObject({ rank: 3, how: 'process', process: { image: 'C:\\Windows\\System32\\sc.exe' } });
  expect(result['from']).toEqual(['E9#3', 'E10#7', 'E10#2']);
  expect(result['reason']).toMatch(/4688 shows a process of that logon .* with the service in its command line$/);
});

test('4697 of newer Windows names the process by its id, whatever its command line', () => {
  const client = { ...bySc, image: 'C:\\Tools\\setup.exe', commandLine: null };
  expect(installer({ installs: [{ ...created, clientProcessId: 6700 }], identity: [client] })).toMatchObject({
    how: 'process',
    process: { image: 'C:\\Tools\\setup.exe' },
  });
});

test('another process of that logon is a candidate, not the one', () => {
  const other = { ...bySc, commandLine: 'notepad.exe' };
  const result = installer({ installs: [created], identity: [other, identity[1]!] });
  expect(result).toMatchObject({ process: null, how: 'created' });
  expect(result['possibleProcesses']).toMatchObject([{ commandLine: 'notepad.exe', from: ['E10#7'] }]);
});

test('7045 without a logon id finds the process of the same account, and its logon', () => {
  const made = { ...withId(7045)[0]!, userSid, imagePath: '"C:\\x.exe" -run' };
  expect(installer({ installs: [made], identity: [bySc, identity[1]!] })).toMatchObject({
    how: 'process',
    confidence: 'high',
    logon: { type: 10 },
  });
});

test('a network logon from another address and no process of it: over the network', () => {
  const remote = { ...identity[1]!, logonType: 3, address: '192.0.2.66' };
  expect(installer({ installs: [created], identity: [remote] })).toMatchObject({ how: 'network', process: null });
  const local = { ...remote, address: '::1' };
  expect(installer({ installs: [created], identity: [local] })).toMatchObject({ how: 'created' });
});

test('programs above the client process are named as far as the records go', () => {
  const agent = {
    ...bySc,
    processId: 5552,
    time: '2025-02-11T02:16:40.000Z',
    image: 'C:\\Windows\\System32\\cmd.exe',
    parentProcessId: 1000,
    parentImage: 'C:\\Windows\\CCM\\CcmExec.exe',
  };
  const client = { ...identity[0]!, parentProcessId: 5552, parentImage: 'C:\\Windows\\System32\\cmd.exe' };
  expect(installer({ identity: [client, agent] })['parents']).toEqual([
    'C:\\Windows\\System32\\cmd.exe',
    'C:\\Windows\\CCM\\CcmExec.exe',
  ]);
});

test('a logon before the last start of Windows ahead of the process is another one', () => {
  const boot = { kind: 'boot', id: 12, time: '2025-02-11T02:15:00.000Z', from: ['E10#9'] };
  expect(installer({ identity: [...identity, boot] })).toMatchObject({ rank: 1, confidence: 'medium', logon: null });
  const later = { ...boot, time: '2025-02-11T03:00:00.000Z' };
  expect(installer({ identity: [...identity, later] })).toMatchObject({ confidence: 'high' });
});

test('a row that holds both lends its name to a bare SID, and is referred to', () => {
  const owner = { file: 'x.config', ownerSid: userSid, owner: 'CONTOSO\\svc-backup', created: null, from: ['E6#1'] };
  const result = installer({ installs: withId(1040), identity: [], owned: [owner] });
  expect(result).toMatchObject({ account: 'CONTOSO\\svc-backup', confidence: 'medium' });
  expect(result['from']).toContain('E6#1');
});

test('owners of files and profiles with a key of the program are candidates, and only persons are', () => {
  const sid = 'S-1-5-21-1-2-3-1104';
  const owned = [
    { fileOwnerSid: sid, fileOwner: 'X\\anna', fileCreated: '2025-02-11T02:16:50.000Z', from: ['E5#1'] },
    { fileOwnerSid: 'S-1-5-32-544', fileOwner: 'BUILTIN\\Administrators', fileCreated: null, from: ['E5#2'] },
  ];
  const profile = { kind: 'profile', sid, path: 'HKU:\\x', from: ['E10#4'] };
  const result = installer({ installs: withId(4697, 7045), identity: [profile], owned });
  expect(result).toMatchObject({ account: null, sid: null, confidence: 'none' });
  expect(result['candidates']).toMatchObject([
    { account: 'X\\anna', basis: 'owns the program file', at: '2025-02-11T02:16:50.000Z' },
    { account: 'X\\anna', basis: "the account's profile has a key of the program", from: ['E10#4'] },
  ]);
});

test('the transaction of a removal installs nothing', () => {
  const removal = [
    { ...withId(1040)[0]!, time: '2025-02-11T03:10:00.000Z' },
    { ...withId(11707)[0]!, id: 11724, time: '2025-02-11T03:10:05.000Z' },
  ];
  expect(installer({ installs: removal, identity: [] })).toMatchObject({ confidence: 'none', sid: null });
});

test('where nobody is named, the reason says where the logs begin', () => {
  const logs = [
    { log: 'Security', oldest: '2025-02-11T02:40:12.501Z', clearedAt: ['2025-02-11T02:40:12.501Z'], from: ['E12#1'] },
    { log: 'System', oldest: null, from: ['E12'] },
  ];
  expect(installer({ installs: [], identity: [], logs })['reason']).toMatch(
    /Security begins at 2025-02-11T02:40:12.501Z, cleared at 2025-02-11T02:40:12.501Z; System could not be read$/,
  );
});
