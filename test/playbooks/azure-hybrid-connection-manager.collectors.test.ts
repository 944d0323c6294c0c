import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { pathOf } from '../../src/playbook/files.js';
import { engine } from '../helpers/engine.js';
import { plainPlaybook } from '../helpers/plain-playbook.js';
import { type Collected, powershell, prelude, runCollectors } from './run-collector.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const playbook = `${root}playbooks/azure-hybrid-connection-manager`;
const declared = plainPlaybook<{
  collectors: { [collector: string]: { script: string; rows: { [field: string]: string } } };
}>(playbook).collectors;
const scripts = [...new Set(Object.values(declared).map(({ script }) => pathOf(playbook, script)))];
const suspicious = `${root}examples/hcm-adfs-tunnel/host`;
const authorised = `${root}examples/hcm-authorised/host`;

const folder = 'C:\\Program Files\\Microsoft\\HybridConnectionManager 0.7';
const program = `${folder}\\Microsoft.HybridConnectionManager.Listener.exe`;
const operational = 'Microsoft-ServiceBus-Client/Operational';
const user = 'S-1-5-21-1004336348-1177238915-682003330-1187';
const keys = [
  'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=',
  'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMi4=',
  'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMy4=',
];
const installed = ['2025-02-11T02:16:48.312Z', '2025-02-11T02:16:52.339Z', '2025-02-11T02:16:52.341Z'];

/** Parameters as the playbook would give them on scenario S. */
const parameters: { [collector: string]: { [name: string]: Json } } = {
  config: { ServicePath: [program] },
  install: {
    ServiceName: ['HybridConnectionManager', 'Azure Hybrid Connection Manager Service'],
    ServicePath: [program],
    ProductPattern: 'hybrid\\s*connection|azure relay bridge',
    LookbackSeconds: 7776000,
  },
  identity: { Anchor: installed, ClientProcessId: [6700, 6700], LogonId: ['0x3e7'] },
};

type Evidence = { [collector: string]: Collected };
/** Runs collectors of the playbook on a host, by name. */
async function collect(host: string, names: string[], given = parameters): Promise<Evidence> {
  const runs = names.map((name) => ({
    script: pathOf(playbook, declared[name]!.script),
    parameters: given[name] ?? {},
  }));
  const collected = await runCollectors(host, runs);
  return Object.fromEntries(names.map((name, index) => [name, collected[index]!]));
}
const all = Object.keys(declared);
const source = (collected: Collected | undefined, name: string) => collected?.sources.find((one) => one.name === name);
const ids = (collected: Collected) => collected.rows.map((row) => row['id']);

let temporary: string;
/** A copy of a host with files replaced; a file name outside the host's own tables is a path below `files/C`. */
function variant(name: string, from: string, files: { [file: string]: string | JsonObject | JsonObject[] }): string {
  const host = join(temporary, name);
  cpSync(from, host, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    const path = join(host, file.startsWith('C:\\') ? file.replace('C:\\', 'files/C/').replaceAll('\\', '/') : file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return host;
}
const table = (host: string, file: string) => JSON.parse(readFileSync(join(host, file), 'utf8'));
const connections = (collected: Collected) => collected.rows.filter((row) => row['kind'] === 'connection');

describe.skipIf(!engine)('collectors of the Azure Hybrid Connection Manager playbook', { timeout: 60_000 }, () => {
  let s: Evidence;
  let b: Evidence;
  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'collectors-'));
    s = await collect(suspicious, all);
    b = await collect(authorised, all, { config: { ServicePath: [program] }, install: parameters['install']! });
  }, 120_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  describe('every script', () => {
    it('runs by hand, behind the prelude', async () => {
      const calls = scripts.map((script) => `& '${script}'`);
      const { stderr } = await powershell(suspicious, '-Command', [`. '${prelude}'`, ...calls].join(';'));
      expect(stderr).toBe('');
    });

    it.each(['suspicious', 'authorised'])('gives exactly the declared fields on the %s host', (host) => {
      const fits: { [type: string]: (value: Json) => boolean } = {
        string: (value) => typeof value === 'string',
        integer: Number.isSafeInteger,
        boolean: (value) => typeof value === 'boolean',
        time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
        strings: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
      };
      for (const [collector, { rows: fields }] of Object.entries(declared)) {
        const { rows, errors } = (host === 'suspicious' ? s : b)[collector]!;
        expect(errors, collector).toEqual([]);
        for (const row of rows) {
          expect(Object.keys(row), collector).toEqual(Object.keys(fields));
          for (const [field, type] of Object.entries(fields)) {
            const value = row[field] ?? null;
            const right = value === null ? type.endsWith('?') : fits[type.replace('?', '')]!(value);
            expect(right, `${collector}.${field} is ${JSON.stringify(value)}, declared ${type}`).toBe(true);
          }
        }
      }
    });

    it('says the same in ConstrainedLanguage, in German and in another time zone, but for fingerprints', async () => {
      const own = table(suspicious, 'host.json');
      const host = variant('constrained', suspicious, {
        'host.json': { ...own, languageMode: 'ConstrainedLanguage', culture: 'de-DE', timeZone: 'Tokyo Standard Time' },
      });
      const constrained = await collect(host, all);
      const unlike = new Set(['timeZone', 'utcOffsetMinutes', 'keyFingerprint']);
      const alike = (rows: JsonObject[]) =>
        rows.map((row) => Object.entries(row).filter(([field]) => !unlike.has(field)));
      for (const collector of all) {
        const { rows, sources, errors } = constrained[collector]!;
        expect(errors, collector).toEqual([]);
        expect(alike(rows), collector).toEqual(alike(s[collector]!.rows));
        expect(sources, collector).toEqual(s[collector]!.sources);
      }
      expect(connections(constrained['config']!)).toMatchObject([{ keyName: 'defaultListener', keyFingerprint: null }]);
      expect(constrained['config']!.warnings).toHaveLength(1);
    });

    it('lets no key out', () => {
      const said = JSON.stringify([s, b]);
      expect(said).toContain('869d96f35171b4c7');
      for (const key of keys) expect(said).not.toContain(key);
    });
  });

  describe('the suspicious host', () => {
    it('is an AD FS server in 192.0.2.0/24', () => {
      const { rows } = s['host']!;
      expect(rows).toMatchObject([
        { computer: 'ADFS01', fqdn: 'ADFS01.contoso.example', productType: 3, roleServices: ['adfssrv'] },
      ]);
      expect(rows[0]!['networks']).toContain('192.0.2.20/24');
    });

    it('has one classic service, signed by Microsoft', () => {
      const { rows } = s['service']!;
      expect(rows).toMatchObject([
        {
          generation: 'classic',
          name: 'HybridConnectionManager',
          path: program,
          account: 'NT AUTHORITY\\NetworkService',
          processId: 3412,
          fileExists: true,
          fileOwnerSid: 'S-1-5-18',
          signatureStatus: 'Valid',
          originalFilename: 'Microsoft.HybridConnectionManager.Listener.exe',
        },
      ]);
      expect(rows[0]!['signer']).toContain('O=Microsoft Corporation');
    });

    it('has a configuration of another owner than its backup, and the key only as a fingerprint', () => {
      expect(s['config']!.rows).toMatchObject([
        {
          kind: 'file',
          file: `${program}.config`,
          value: 'current',
          ownerSid: user,
          created: '2025-02-11T02:18:29.000Z',
        },
        {
          kind: 'connection',
          connection: 'contoso-relay-example/adfs-mgmt',
          keyName: 'defaultListener',
          keyFingerprint: '869d96f35171b4c7',
          targetHost: null,
          parse: 'ok',
        },
        { kind: 'setting', setting: 'managementPort', value: '9352' },
        { kind: 'file', file: `${program}.config.backup`, value: 'backup', ownerSid: 'S-1-5-18' },
      ]);
    });

    it('tells start, change, restart and listener of both channels', () => {
      const { rows } = s['events']!;
      expect(ids(s['events']!)).toEqual([40300, 40301, 40300, 40302, 40308, 40312]);
      expect(rows[3]).toMatchObject({
        recordId: '17',
        time: '2025-02-11T02:18:37.512Z',
        processId: 3412,
        userSid: 'S-1-5-20',
        uri: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt',
        connection: 'contoso-relay-example/adfs-mgmt',
      });
      expect(rows[5]).toMatchObject({ channel: 'Microsoft-ServiceBus-Client/Admin', port: 9352 });
    });

    it('was installed by a client process of which 4697 and 7045 say nothing', () => {
      const { rows } = s['install']!;
      const event = (id: number) => rows.find((row) => row['id'] === id);
      expect(event(4697)).toMatchObject({ recordId: '884213', subjectSid: 'S-1-5-18', subjectLogonId: '0x3e7' });
      expect(event(7045)).toMatchObject({ recordId: '5213', userSid: 'S-1-5-18', time: installed[1] });
      expect(event(1040)).toMatchObject({
        userSid: user,
        clientProcessId: 6700,
        packagePath: 'C:\\ProgramData\\HybridConnectionManager.msi',
      });
      expect(event(1033)).toMatchObject({
        product: 'Hybrid Connection Manager',
        status: '0',
        productCode: '{11112222-3333-4444-8555-666677778888}',
      });
      expect(event(11707)).toMatchObject({ product: 'Hybrid Connection Manager' });
      expect(rows.filter((row) => row['kind'] === 'product')).toMatchObject([
        { installDate: '20250211', installSource: 'C:\\ProgramData\\' },
      ]);
      expect(rows).toHaveLength(7);
    });

    it('leads from the client process to the logon from outside', () => {
      const { rows } = s['identity']!;
      expect(rows.find((row) => row['recordId'] === '884205')).toMatchObject({
        kind: 'process',
        processId: 6700,
        parentProcessId: 5552,
        account: 'CONTOSO\\svc-backup',
        sid: user,
        logonId: '0x4f2a91c',
        elevated: true,
      });
      expect(rows.filter((row) => row['kind'] === 'logon')).toMatchObject([
        {
          recordId: '884102',
          logonId: '0x4f2a91c',
          linkedLogonId: '0x4f2a8e0',
          logonType: 10,
          address: '203.0.113.45',
          account: 'CONTOSO\\svc-backup',
        },
      ]);
    });

    it('says how far back each log was read', () => {
      expect(source(s['install'], 'Security')).toMatchObject({
        outcome: 'collected',
        from: '2025-01-10T22:41:07.118Z',
        to: '2025-02-11T04:00:00.000Z',
        truncated: false,
      });
      expect(source(s['identity'], 'Security')).toMatchObject({
        from: '2025-02-10T02:16:48.312Z',
        to: '2025-02-11T02:26:52.341Z',
      });
    });

    it('holds a relayed session to its own port 5986', () => {
      const { rows } = s['tcp']!;
      const own = rows.filter((row) => row['processId'] === 3412);
      expect(own.map((row) => [row['remoteAddress'], row['remotePort'], row['state']])).toEqual([
        ['203.0.113.80', 443, 'Established'],
        ['203.0.113.91', 443, 'Established'],
        ['::1', 5986, 'Established'],
      ]);
      expect(rows.find((row) => row['state'] === 'TimeWait')).toMatchObject({ processId: 0, created: null });
    });

    it('has the RDP session open', () => {
      expect(s['sessions']!.rows).toContainEqual({
        logonId: '0x4f2a91c',
        logonType: 10,
        account: 'CONTOSO\\svc-backup',
        started: '2025-02-11T02:14:07.118Z',
        authenticationPackage: 'Negotiate',
      });
    });
  });

  describe('the authorised host', () => {
    it('connects to the SQL server through the relay of its own', () => {
      expect(connections(b['config']!)).toMatchObject([
        {
          connection: 'corp-app-relay/sql-prod',
          keyFingerprint: '7602553f0c9d9157',
          armId: expect.stringMatching(/^\/subscriptions\/.*\/hybridConnections\/sql-prod$/),
        },
      ]);
      const own = b['tcp']!.rows.filter((row) => row['processId'] === 2788);
      expect(own.map((row) => row['remotePort'])).toEqual([443, 1433]);
    });

    it('has the triggering record, and a listener after each start', () => {
      const { rows } = b['events']!;
      const trigger = { id: 40300, recordId: '412', time: '2025-03-02T05:04:11.210Z', processId: 2788 };
      expect(rows).toContainEqual(expect.objectContaining(trigger));
      expect(rows.filter((row) => row['id'] === 40302)).toHaveLength(4);
    });

    it('was installed before the logs begin: a product, no event, and the ranges that say so', () => {
      const install = b['install']!;
      expect(install.rows).toMatchObject([
        { kind: 'product', installDate: '20230614', installSource: 'C:\\Windows\\ccmcache\\1a\\' },
      ]);
      expect(source(install, 'Security')).toMatchObject({ outcome: 'empty', from: '2025-02-19T08:02:41.330Z' });
      expect(source(install, 'System')).toMatchObject({ outcome: 'empty', from: '2024-12-02T08:00:00.000Z' });
      expect(source(install, 'Application')).toMatchObject({ from: '2024-12-02T08:00:31.400Z' });
    });

    it('gives the installer search nothing to look around', () => {
      expect(b['identity']!.rows).toEqual([]);
      expect(source(b['identity'], 'Security')).toMatchObject({ outcome: 'notRun', reason: 'skipped' });
    });
  });

  describe('coverage', () => {
    it.each([true, 'information'])('tells a denied Security log from an empty one (%s)', async (denied) => {
      const logs = { ...table(suspicious, 'logs.json'), Security: { denied } };
      const { install } = await collect(variant(`denied-${denied}`, suspicious, { 'logs.json': logs }), ['install']);
      expect(source(install, 'Security')).toMatchObject({ outcome: 'failed', reason: 'denied', from: null });
      expect(install!.errors).toMatchObject([{ category: 'PermissionDenied', source: 'Security' }]);
      expect(ids(install!)).toContain(7045);
    });

    it('takes channels that no product registered for absent, and names a denied class', async () => {
      const host = variant('absent', suspicious, {
        'logs.json': {},
        'events/servicebus-operational.jsonl': '',
        'events/servicebus-admin.jsonl': '',
        'faults.json': [{ cmdlet: 'Get-CimInstance', class: 'Win32_Process', fault: 'denied' }],
      });
      const { events, processes } = await collect(host, ['events', 'processes']);
      expect(events).toMatchObject({ rows: [], errors: [] });
      expect(source(events, operational)).toMatchObject({ outcome: 'notRun', reason: 'absent' });
      expect(processes!.errors).toMatchObject([{ category: 'PermissionDenied', source: 'Win32_Process' }]);
      expect(processes!.sources).toMatchObject([{ name: 'Win32_Process', outcome: 'failed', reason: 'denied' }]);
    });

    it('says which part a capped reading covered', async () => {
      const { events } = await collect(authorised, ['events'], { events: { MaxEvents: 3 } });
      expect(source(events, operational)).toMatchObject({
        truncated: true,
        from: '2024-12-02T08:00:00.000Z',
        to: '2024-12-15T05:04:11.210Z',
      });
    });

    it('joins what Sysmon saw to the logon, as Security does', async () => {
      const created = {
        log: 'Microsoft-Windows-Sysmon/Operational',
        provider: 'Microsoft-Windows-Sysmon',
        id: 1,
        recordId: 5,
        time: '2025-02-11T02:16:47.700Z',
        data: {
          ProcessId: '6700',
          Image: 'C:\\Windows\\System32\\msiexec.exe',
          CommandLine: `hcm add Endpoint=sb://x;SharedAccessKey=${keys[0]}`,
          User: 'CONTOSO\\svc-backup',
          LogonId: '0x04F2A8E0',
          ParentProcessId: '5552',
          ParentImage: '-',
        },
      };
      const host = variant('sysmon', suspicious, { 'events/sysmon.jsonl': `${JSON.stringify(created)}\n` });
      const { identity } = await collect(host, ['identity'], {
        identity: { Anchor: installed, ClientProcessId: [6700] },
      });
      expect(identity!.rows.find((row) => row['id'] === 1)).toMatchObject({
        account: 'CONTOSO\\svc-backup',
        logonId: '0x4f2a8e0',
        parentProcessId: 5552,
        parentImage: null,
        commandLine: 'hcm add Endpoint=sb://x;SharedAccessKey=[redacted]',
      });
      expect(identity!.rows.filter((row) => row['kind'] === 'logon').map((row) => row['logonId'])).toEqual([
        '0x4f2a91c',
        '0x4f2a8e0',
      ]);
    });

    it('looks no further back than the start of Windows ahead of the installation', async () => {
      const boot = {
        log: 'System',
        provider: 'Microsoft-Windows-Kernel-General',
        id: 12,
        recordId: 5200,
        time: '2025-02-11T02:10:00.000Z',
      };
      const host = variant('rebooted', suspicious, { 'events/boot.jsonl': `${JSON.stringify(boot)}\n` });
      const { identity } = await collect(host, ['identity']);
      expect(identity!.rows.map((row) => row['recordId'])).toEqual(['5200', '884205', '884141', '884102']);
    });
  });

  describe('a service under another name', () => {
    let services: JsonObject[];
    let unknown: Evidence;
    beforeAll(async () => {
      const sync = {
        DisplayName: 'Windows Telemetry Sync',
        State: 'Running',
        StartMode: 'Auto',
        StartName: 'LocalSystem',
        ProcessId: 5120,
      };
      const program = (original: string) => ({ length: 1, sha256: '00', version: { OriginalFilename: original } });
      const host = variant('renamed', authorised, {
        'services.json': [
          { ...sync, Name: 'Renamed', PathName: 'C:\\ProgramData\\wts data\\wtsvc.exe -x "SharedAccessKey=abc"' },
          { ...sync, Name: 'Ordinary', PathName: '"C:\\ProgramData\\other.exe"' },
        ],
        'files.json': {
          'C:\\ProgramData\\wts data\\wtsvc.exe': program('azbridge.exe'),
          'C:\\ProgramData\\other.exe': program('other.exe'),
        },
        'registry.json': {
          'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Hidden': {
            ImagePath: '\\??\\C:\\Temp\\HybridConnectionManagerService.exe',
            Start: 2,
            ObjectName: 'LocalSystem',
          },
        },
      });
      unknown = await collect(host, ['service']);
      services = unknown['service']!.rows;
    });

    it('is known by the original name of its program, through an unquoted path with spaces', () => {
      expect(services.find((row) => row['name'] === 'Renamed')).toMatchObject({
        generation: 'azbridge',
        path: 'C:\\ProgramData\\wts data\\wtsvc.exe',
        arguments: '-x "SharedAccessKey=[redacted]"',
        signatureStatus: 'NotSigned',
      });
    });

    it('is a row even when only the registry shows it, and says when its program is gone', () => {
      expect(services.find((row) => row['name'] === 'Hidden')).toMatchObject({
        generation: 'v2',
        path: 'C:\\Temp\\HybridConnectionManagerService.exe',
        state: null,
        startMode: 'Auto',
        processId: null,
        fileExists: false,
      });
      expect(unknown['service']!.errors).toEqual([]);
    });

    it('leaves other services out', () => {
      expect(services.map((row) => row['name']).sort()).toEqual(['Hidden', 'Renamed']);
    });
  });

  describe('configurations in the field', () => {
    const exeConfig = (inner: string) => `<?xml version="1.0"?><configuration>${inner}</configuration>`;
    const listener = (text: string, more = '') =>
      exeConfig(
        `<hybridConnections><connectionStrings><hybridConnection connectionString="${text}" ${more}/></connectionStrings></hybridConnections>`,
      );
    const plain = listener(`Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=${keys[0]};EntityPath=hc`);
    const classic: { [name: string]: string } = {
      master: listener(
        `endpoint = sb://Contoso-Relay.servicebus.windows.net ;sharedaccesskeyname=RootManageSharedAccessKey;SharedAccessKey=${keys[2]};entitypath=RDP`,
      ),
      signature: listener(
        'Endpoint=sb://ns.servicebus.windows.net/hc;SharedAccessSignature=SharedAccessSignature sr=x&amp;sig=geheim&amp;se=1&amp;skn=listen',
      ),
      short: listener('Endpoint=hc://ns.hybrid.biztalk.windows.net/hc;SharedAccessKeyName=a;SharedAccessKey=c2hvcnQ='),
      chosen: listener(
        'Endpoint=sb://ns.servicebus.usgovcloudapi.net/hc',
        'resourceIdentifier="/subscriptions/1/x" destinationHost="sql01" destinationPort="1433"',
      ),
      commented: plain.replace(
        '<connectionStrings>',
        '<connectionStrings><!-- <hybridConnection connectionString="Endpoint=sb://old.servicebus.windows.net/hc" /> -->',
      ),
      empty: exeConfig('<hybridConnections><connectionStrings /></hybridConnections>'),
      cut: plain.slice(0, -30),
      doctype: plain.replace('<configuration>', '<!DOCTYPE c [<!ENTITY a "b">]><configuration>'),
      malformed: listener(
        `Endpoint=sb://ns.servicebus.windows.net/hc;SharedAccessKeyName=a SharedAccessKey=${keys[0]}`,
      ),
      proxy: exeConfig(
        '<system.net><defaultProxy><proxy proxyaddress="http://me:word@proxy:3128" /></defaultProxy></system.net>',
      ),
    };
    const v2 = 'C:\\ProgramData\\HybridConnectionManager\\connections.json';
    const bridge = 'C:\\ProgramData\\Microsoft\\Azure Relay Bridge\\azbridge_config.svc.yml';
    const policy = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Azure\\HybridConnections\\1.0';
    const path = (name: string) => `C:\\cases\\${name}\\hcm.exe`;
    let config: Collected;
    const of = (file: string) => connections(config).filter((row) => row['file'] === file);

    beforeAll(async () => {
      const entry = {
        Namespace: 'corp-app-relay',
        Name: 'sql-prod',
        Uri: 'sb://corp-app-relay.servicebus.windows.net/sql-prod',
        KeyName: 'defaultListener',
        KeyValue: keys[1]!,
        EndpointHost: 'sql01.contoso.example',
        EndpointPort: 1433,
        Status: 'Connected',
        NumberOfListeners: 2,
      };
      const host = variant('configurations', authorised, {
        ...Object.fromEntries(Object.entries(classic).map(([name, text]) => [`${path(name)}.config`, text])),
        [v2]: [entry],
        [bridge]: `AzureRelayConnectionString: Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=${keys[0]}\nRemoteForward:\n  - RelayName: rdp\n    Host: localhost\n    HostPort: 3389\nLogLevel: INFO\n`,
        'registry.json': {
          [policy]: { AllowHybridConnections: 0, AllowedHybridConnectionsServers: ['a:1', 'b:2'] },
        },
      });
      const given = { config: { ServicePath: Object.keys(classic).map(path) } };
      config = (await collect(host, ['config'], given))['config']!;
    });

    it('are read without an error, and without a key or password in what is said of them', () => {
      expect(config.errors).toEqual([]);
      const said = JSON.stringify(config);
      for (const secret of [...keys, 'geheim', 'c2hvcnQ', 'word']) expect(said).not.toContain(secret);
    });

    it.each([
      [
        'names in any case, spaces, and the master key',
        'master',
        [
          {
            connection: 'contoso-relay/rdp',
            entity: 'RDP',
            keyName: 'RootManageSharedAccessKey',
            keyFingerprint: '945b98ff36ec2e7b',
          },
        ],
      ],
      [
        'a signature in place of a key',
        'signature',
        [{ connection: 'ns/hc', keyName: 'listen', keyFingerprint: null }],
      ],
      ['a key so short that a fingerprint could be guessed', 'short', [{ connection: 'ns/hc', keyFingerprint: null }]],
      [
        'the attributes of a connection chosen in the portal',
        'chosen',
        [{ connection: 'ns/hc', armId: '/subscriptions/1/x', targetHost: 'sql01', targetPort: 1433 }],
      ],
      ['not what is commented out', 'commented', [{ connection: 'ns/hc', parse: 'ok' }]],
      ['an empty section', 'empty', []],
      ['a key in a wrong place', 'malformed', [{ connection: 'ns/hc', keyName: 'a SharedAccessKey=[redacted]' }]],
      ['a file that is cut off', 'cut', [{ keyFingerprint: '869d96f35171b4c7', parse: 'degraded' }]],
      ['a file with a document type', 'doctype', [{ keyFingerprint: '869d96f35171b4c7', parse: 'degraded' }]],
    ])('are understood: %s', (_, name, expected) => {
      expect(of(`${path(name)}.config`)).toMatchObject(expected);
      expect(of(`${path(name)}.config`)).toHaveLength(expected.length);
    });

    it('tell the proxy without its password', () => {
      const setting = { setting: 'proxyaddress', value: 'http://[redacted]@proxy:3128' };
      expect(config.rows).toContainEqual(expect.objectContaining(setting));
    });

    it('of version 2 name target and listeners', () => {
      expect(of(v2)).toMatchObject([
        {
          generation: 'v2',
          connection: 'corp-app-relay/sql-prod',
          keyFingerprint: '7602553f0c9d9157',
          targetHost: 'sql01.contoso.example',
          targetPort: 1433,
          listeners: 2,
          status: 'Connected',
        },
      ]);
    });

    it('of azbridge name each forward', () => {
      expect(of(bridge)).toMatchObject([
        {
          generation: 'azbridge',
          connection: 'ns/rdp',
          keyFingerprint: '869d96f35171b4c7',
          targetHost: 'localhost',
          targetPort: 3389,
          setting: 'RemoteForward',
          parse: 'degraded',
        },
      ]);
    });

    it('may be limited by Group Policy', () => {
      const rows = config.rows.filter((row) => row['file'] === policy);
      expect(rows.map((row) => [row['setting'], row['value']])).toEqual([
        ['AllowHybridConnections', '0'],
        ['AllowedHybridConnectionsServers', 'a:1;b:2'],
      ]);
    });
  });
});
