import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { engine } from '../helpers/engine.js';
import { type Collected, runCollectors } from './run-collector.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const base = `${root}examples/hcm-adfs-tunnel/host`;
const script = (name: string) => `${root}playbooks/_shared/collectors/Get-${name}.ps1`;
const user = 'S-1-5-21-1004336348-1177238915-682003330-1187';
const sysmon = 'Microsoft-Windows-Sysmon/Operational';
const winrm = 'Microsoft-Windows-WinRM/Operational';
const rdp = 'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational';
const firewall = 'C:\\Windows\\System32\\LogFiles\\Firewall\\pfirewall.log';
const program = 'C:\\Program Files\\Relay\\relay.exe';

const subject = {
  ...{ SubjectUserSid: user, SubjectUserName: 'svc-backup', SubjectDomainName: 'CONTOSO', SubjectLogonId: '0x4f2a91c' },
};
const event = (log: string, provider: string, id: number, recordId: number, time: string, more: JsonObject): string =>
  JSON.stringify({ log, provider, id, recordId, time, ...more });
const audited = (id: number, recordId: number, time: string, data: JsonObject): string =>
  event('Security', 'Microsoft-Windows-Security-Auditing', id, recordId, time, { data });
const logon = (recordId: number, time: string, LogonType: string, IpAddress: string, more: JsonObject = {}): string =>
  audited(4624, recordId, time, {
    ...{ SubjectUserSid: 'S-1-0-0', SubjectUserName: '-', SubjectDomainName: '-', SubjectLogonId: '0x0' },
    ...{
      TargetUserSid: user,
      TargetUserName: 'svc-backup',
      TargetDomainName: 'CONTOSO',
      TargetLogonId: `0x${recordId}`,
    },
    ...{ LogonType, LogonProcessName: 'x', AuthenticationPackageName: 'NTLM', WorkstationName: '-', LogonGuid: '-' },
    ...{ TransmittedServices: '-', LmPackageName: '-', KeyLength: '0', ProcessId: '0x0', ProcessName: '-', IpAddress },
    ...more,
  });
const moved = (recordId: number, PreviousTime: string, NewTime: string): string =>
  audited(4616, recordId, NewTime, { ...subject, PreviousTime, NewTime, ProcessId: '0x1', ProcessName: 'C:\\x.exe' });
const allowed = (recordId: number, time: string, ProcessID: string, path: string, DestAddress: string): string =>
  audited(5156, recordId, time, {
    ...{
      ProcessID,
      Application: `\\device\\harddiskvolume3${path}`,
      Direction: '%%14593',
      SourceAddress: '192.0.2.20',
    },
    ...{ SourcePort: '50500', DestAddress, DestPort: '445', Protocol: '6' },
  });

/** Everything that the collectors look for, on one host of another time zone. */
const events = [
  moved(884400, '2025-02-11T03:10:00.0000000Z', '2025-02-11T03:10:00.4000000Z'),
  moved(884401, '2025-02-11T03:11:00.0000000Z', '2025-02-11T02:50:00.0000000Z'),
  audited(4719, 884402, '2025-02-11T03:12:00.000Z', {
    ...subject,
    ...{ CategoryId: '%%8274', SubcategoryId: '%%13312', SubcategoryGuid: '{0CCE922B-69AE-11D9-BED3-505054503030}' },
    AuditPolicyChanges: '%%8448',
  }),
  allowed(884410, '2025-02-11T03:20:00.000Z', '3412', '\\program files\\relay\\relay.exe', '192.0.2.50'),
  allowed(884411, '2025-02-11T03:21:00.000Z', '3412', '\\windows\\other.exe', '192.0.2.51'),
  allowed(884412, '2025-02-11T03:22:00.000Z', '9000', '\\program files\\relay\\relay.exe', '192.0.2.52'),
  logon(884420, '2025-02-11T03:30:00.000Z', '3', '::ffff:192.0.2.20'),
  logon(884421, '2025-02-11T03:31:00.000Z', '5', '127.0.0.1'),
  logon(884422, '2025-02-11T03:32:00.000Z', '3', '192.0.2.66'),
  logon(884423, '2025-02-11T02:20:00.000Z', '10', '127.0.0.1'),
  audited(4648, 884424, '2025-02-11T03:33:00.000Z', {
    ...{ ...subject, LogonGuid: '-', TargetUserName: 'adm.lee', TargetDomainName: 'CONTOSO', TargetLogonGuid: '-' },
    ...{ TargetServerName: 'localhost', TargetInfo: 'localhost', ProcessId: '0xe04', ProcessName: 'C:\\w.exe' },
    IpAddress: '::1',
  }),
  event(rdp, 'Microsoft-Windows-TerminalServices-RemoteConnectionManager', 1149, 7, '2025-02-11T03:34:00.000Z', {
    userData: { EventXML: { Param1: 'adm.lee', Param2: 'CONTOSO', Param3: '127.0.0.1' } },
  }),
  event(rdp, 'Microsoft-Windows-TerminalServices-RemoteConnectionManager', 1149, 8, '2025-02-11T03:35:00.000Z', {
    userData: { EventXML: { Param1: 'adm.lee', Param2: 'CONTOSO', Param3: '192.0.2.66' } },
  }),
  event(winrm, 'Microsoft-Windows-WinRM', 91, 3, '2025-02-11T03:30:01.000Z', {
    userSid: user,
    data: { resourceUri: 'x' },
  }),
  event(sysmon, 'Microsoft-Windows-Sysmon', 3, 5, '2025-02-11T03:23:00.000Z', {
    data: {
      ...{
        RuleName: '-',
        UtcTime: '2025-02-11 03:23:00.000',
        ProcessGuid: '-',
        ProcessId: '77',
        Image: program,
        User: 'x',
      },
      ...{ Protocol: 'tcp', Initiated: 'true', SourceIsIpv6: 'false', SourceIp: '192.0.2.20', SourceHostname: '-' },
      ...{ SourcePort: '50501', SourcePortName: '-', DestinationIsIpv6: 'false', DestinationIp: '203.0.113.80' },
      ...{ DestinationHostname: '-', DestinationPort: '443', DestinationPortName: '-' },
    },
  }),
  event('System', 'Service Control Manager', 7040, 5300, '2025-02-11T03:15:00.000Z', {
    userSid: user,
    data: { param1: 'Windows Event Log', param2: 'auto start', param3: 'disabled', param4: 'EventLog' },
  }),
  event('System', 'Service Control Manager', 7040, 5301, '2025-02-11T03:16:00.000Z', {
    userSid: 'S-1-5-18',
    data: { param1: 'BITS', param2: 'auto start', param3: 'demand start', param4: 'BITS' },
  }),
];
const lines = [
  '#Version: 1.5',
  '#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid',
  '2025-02-11 04:24:00 ALLOW TCP 192.0.2.20 203.0.113.80 50122 443 0 - 0 0 0 - - - SEND 3412',
  '2025-02-11 04:25:00 DROP TCP 192.0.2.20 192.0.2.53 50123 445 0 - 0 0 0 - - - SEND 3412',
  '2025-02-11 04:26:00 ALLOW TCP 192.0.2.20 192.0.2.54 50124 445 0 - 0 0 0 - - - SEND 4',
  'not a line',
];
const audit = [
  'Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value',
  ',System,Process Creation,{0CCE922B-69AE-11D9-BED3-505054503030},Success,,1',
];

const runs: { script: string; parameters: { [name: string]: Json } }[] = [
  { script: script('LogCoverage'), parameters: { LogName: ['Security', 'System', 'Gone'], ServiceName: ['EventLog'] } },
  {
    script: script('NetworkHistory'),
    parameters: { ProcessId: [3412], ProcessPath: [program], Window: ['2025-02-11T03:00:00Z/'] },
  },
  {
    script: script('LocalLogon'),
    parameters: { OwnAddress: ['192.0.2.20'], Window: ['2025-02-11T03:00:00Z/2025-02-11T03:45:00Z'] },
  },
];

describe.skipIf(!engine)('shared collectors', { timeout: 120_000 }, () => {
  let temporary: string;
  let logs: Collected;
  let history: Collected;
  let logons: Collected;
  /** A host with differences from the base. */
  function hostWith(name: string, files: { [file: string]: string | JsonObject }, host: JsonObject = {}): string {
    const dir = join(temporary, name);
    for (const [file, content] of Object.entries({ ...files, 'host.json': { base: relative(dir, base), ...host } })) {
      const path = join(dir, file.startsWith('C:\\') ? file.replace('C:\\', 'files/C/').replaceAll('\\', '/') : file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    }
    return dir;
  }
  const rich = {
    'events/more.jsonl': `${events.join('\n')}\n`,
    [firewall]: lines.join('\r\n'),
    'C:\\Windows\\security\\audit\\audit.csv': audit.join('\r\n'),
    'C:\\Windows\\System32\\sru\\SRUDB.dat': 'x',
    'logs.json': { System: { missing: 12 } },
  };
  const zone = { timeZone: 'W. Europe Standard Time' };
  const kinds = (kind: string) => logs.rows.filter((row) => row['kind'] === kind);
  const source = (from: Collected, name: string) => from.sources.find((one) => one.name === name);

  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'shared-'));
    [logs, history, logons] = (await runCollectors(hostWith('rich', rich, zone), runs)) as [
      Collected,
      Collected,
      Collected,
    ];
  }, 120_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  it('fail at nothing, and say the same in ConstrainedLanguage', async () => {
    const constrained = await runCollectors(
      hostWith('constrained', rich, { ...zone, languageMode: 'ConstrainedLanguage' }),
      runs,
    );
    expect([logs, history, logons].flatMap(({ errors }) => errors)).toEqual([]);
    expect(constrained).toEqual([logs, history, logons]);
  });

  describe('Get-LogCoverage', () => {
    it('describes each log, with the numbers that are missing, and names one that is absent', () => {
      expect(kinds('log')).toMatchObject([
        { log: 'Security', enabled: true, oldest: '2025-01-10T22:41:07.118Z', missing: 0, mode: 'Circular' },
        { log: 'System', oldest: '2025-01-08T21:05:44.900Z', missing: 12 },
      ]);
      expect(source(logs, 'Gone')).toMatchObject({ outcome: 'notRun', reason: 'absent' });
    });

    it('takes a step of the clock for one, and its daily corrections not', () => {
      expect(kinds('clockStep')).toMatchObject([
        {
          recordId: '884401',
          stepSeconds: -1260,
          account: 'CONTOSO\\svc-backup',
          image: 'C:\\x.exe',
          logonId: '0x4f2a91c',
        },
      ]);
    });

    it('reads changes of watched services and of the audit policy, and what Group Policy set', () => {
      expect(kinds('startMode')).toMatchObject([
        { service: 'EventLog', oldMode: 'auto start', newMode: 'disabled', sid: user },
      ]);
      expect(kinds('auditChange')).toMatchObject([{ setting: '%%8448', account: 'CONTOSO\\svc-backup' }]);
      expect(kinds('auditPolicy')).toMatchObject([
        { subcategory: '{0cce922b-69ae-11d9-bed3-505054503030}', setting: '1' },
      ]);
      expect(source(logs, 'the audit policy in force (auditpol)')).toMatchObject({
        outcome: 'notRun',
        reason: 'unsupported',
      });
    });

    it('says who cleared which log, and when', async () => {
      const [cleared] = await runCollectors(`${root}test/windows/hosts/cleared`, [runs[0]!]);
      expect(cleared!.rows.filter((row) => row['kind'] === 'cleared')).toMatchObject([
        { log: 'Security', id: 1102, time: '2025-02-11T02:40:12.501Z', account: 'CONTOSO\\svc-backup', sid: user },
        { log: 'System', id: 104, time: '2025-02-11T02:40:13.020Z', account: 'CONTOSO\\svc-backup', sid: user },
      ]);
    });

    it('says about a refused log that it is refused, and describes the others', async () => {
      const [denied] = await runCollectors(hostWith('denied', { 'logs.json': { Security: { denied: true } } }), [
        runs[0]!,
      ]);
      expect(source(denied!, 'Security')).toMatchObject({ outcome: 'failed', reason: 'denied' });
      expect(denied!.rows.map((row) => row['log'])).toContain('System');
    });
  });

  describe('Get-NetworkHistory', () => {
    it('finds the program by id and by path, in every log, and no other program of that id', () => {
      expect(history.rows.map((row) => [row['log'], row['remoteAddress'], row['processId'], row['action']])).toEqual([
        ['Security', '192.0.2.50', 3412, 'allowed'],
        ['Security', '192.0.2.52', 9000, 'allowed'],
        [sysmon, '203.0.113.80', 77, 'allowed'],
        [firewall, '203.0.113.80', 3412, 'allowed'],
        [firewall, '192.0.2.53', 3412, 'dropped'],
      ]);
    });

    it('turns the local times of the firewall into UTC', () => {
      expect(history.rows.find((row) => row['log'] === firewall)).toMatchObject({
        ...{ time: '2025-02-11T03:24:00.000Z', direction: 'outbound', remotePort: 443, protocol: 'tcp' },
      });
      expect(source(history, firewall)).toMatchObject({ outcome: 'collected', from: '2025-02-11T03:24:00.000Z' });
    });

    it('names SRUM as not read', () => {
      expect(source(history, 'C:\\Windows\\System32\\sru\\SRUDB.dat')).toMatchObject({
        outcome: 'notRun',
        reason: 'unsupported',
      });
    });

    it('takes of a log without process ids the given addresses only', async () => {
      const old = lines.map((line) => line.replace(/ (pid|\d+)$/, ''));
      const host = hostWith('old-firewall', { [firewall]: old.join('\r\n') }, zone);
      const parameters = { ...runs[1]!.parameters, RemoteAddress: ['203.0.113.80'] };
      const [found] = await runCollectors(host, [{ ...runs[1]!, parameters }]);
      expect(found!.rows).toMatchObject([{ remoteAddress: '203.0.113.80', processId: null }]);
    });

    it('was given nothing to look for: nothing is read', async () => {
      const [none] = await runCollectors(base, [{ ...runs[1]!, parameters: {} }]);
      expect(none!.sources.map(({ reason }) => reason)).toEqual(['skipped', 'skipped']);
    });
  });

  describe('Get-LocalLogon', () => {
    it("takes logons from loopback and the host's own addresses, within the range", () => {
      expect(logons.rows.map((row) => [row['id'], row['recordId'], row['address']])).toEqual([
        [4648, '884424', '::1'],
        [4624, '884420', '::ffff:192.0.2.20'],
        [4624, '884391', '::1'],
        [91, '3', null],
        [1149, '7', '127.0.0.1'],
      ]);
      expect(logons.rows[0]).toMatchObject({ targetAccount: 'CONTOSO\\adm.lee', account: 'CONTOSO\\svc-backup' });
      expect(logons.rows[4]).toMatchObject({ account: 'CONTOSO\\adm.lee', logonType: 10 });
    });

    it('says which range was read', () => {
      expect(source(logons, 'Security')).toMatchObject({
        ...{ outcome: 'collected', from: '2025-02-11T03:00:00.000Z', to: '2025-02-11T03:45:00.000Z', truncated: false },
      });
    });

    it('leaves out ranges from before the log, and says so of what it read', async () => {
      const parameters = { Window: ['2024-12-01T00:00:00Z/2024-12-02T00:00:00Z', '2025-02-11T03:00:00Z/'] };
      const [found] = await runCollectors(base, [{ ...runs[2]!, parameters }]);
      const read = found!.sources.filter(({ name }) => name === 'Security');
      expect(read).toMatchObject([{ outcome: 'collected', from: '2025-02-11T03:00:00.000Z', truncated: true }]);
    });

    it('reads the end of a range of a log of millions of records, and says that it was cut', async () => {
      const parameters = { ...runs[2]!.parameters, MaxRecords: 1, LargeLogSeconds: 1200 };
      const [large] = await runCollectors(hostWith('rich', rich, zone), [{ ...runs[2]!, parameters }]);
      expect(source(large!, 'Security')).toMatchObject({ from: '2025-02-11T03:25:00.000Z', truncated: true });
    });
  });

  describe('Get-InstallerIdentity', () => {
    const anchor = '2025-02-11T02:16:52.339Z';
    const identity = async (host: string, parameters: { [name: string]: Json }) =>
      (await runCollectors(host, [{ script: script('InstallerIdentity'), parameters }]))[0]!;
    const scenario = (name: string) => `${root}playbooks/azure-hybrid-connection-manager/tests/${name}/host`;
    const shown = ({ rows }: Collected) => rows.map((row) => [row['kind'], row['recordId']]);

    it('finds sc.exe by the logon of 4697, what started it, and the logon', async () => {
      const found = await identity(scenario('renamed-service'), { Anchor: [anchor], LogonId: ['0x4f2a91c'] });
      expect(shown(found)).toEqual([
        ['process', '884205'],
        ['process', '884141'],
        ['logon', '884102'],
      ]);
    });

    it('finds them by the account of 7045 where 4697 is not audited', async () => {
      const found = await identity(scenario('renamed-service'), { Anchor: [anchor], Sid: [user] });
      expect(shown(found)).toContainEqual(['process', '884205']);
      expect(shown(found)).toContainEqual(['logon', '884102']);
    });

    it('finds interactive logons ahead of a change, and the profile that holds the key', async () => {
      const key = 'Software\\Relay';
      const registry = { [`HKU:\\${user}\\${key}`]: { x: 1 }, 'HKU:\\S-1-5-20\\Software': { x: 1 } };
      const host = hostWith('profile', { 'registry.json': registry });
      const found = await identity(host, { SessionAnchor: ['2025-02-11T02:18:31.660Z'], ProfileKey: [key] });
      expect(shown(found)).toEqual([
        ['logon', '884102'],
        ['logon', '884101'],
        ['profile', null],
      ]);
      expect(found.rows.at(-1)).toMatchObject({ sid: user, path: `HKU:\\${user}\\${key}` });
    });

    it('tells a start of Windows between two moments', async () => {
      const boot = event('System', 'Microsoft-Windows-Kernel-General', 12, 5220, '2025-02-11T02:30:00.000Z', {});
      const host = hostWith('restarted', { 'events/boot.jsonl': `${boot}\n` });
      const found = await identity(host, { Anchor: [anchor, '2025-02-11T02:40:00.000Z'], ClientProcessId: [6700] });
      expect(found.rows.filter((row) => row['kind'] === 'boot')).toMatchObject([{ time: '2025-02-11T02:30:00.000Z' }]);
    });

    it('reads moments far apart each for itself', async () => {
      const found = await identity(base, { Anchor: ['2025-01-22T21:05:44.902Z', anchor], LogonId: ['0x4f2a91c'] });
      const ranges = found.sources.filter(({ name }) => name === 'Security').map(({ from, to }) => [from, to]);
      expect(ranges).toEqual([
        ['2025-01-21T21:05:44.902Z', '2025-01-22T21:15:44.902Z'],
        ['2025-02-10T02:16:52.339Z', '2025-02-11T02:26:52.339Z'],
      ]);
    });
  });
});
