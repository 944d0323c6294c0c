import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { engine } from '../helpers/engine.js';
import { type Collected, powershell, runCollector } from './run-collector.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const playbook = `${root}playbooks/azure-hybrid-connection-manager`;
const scripts = readdirSync(`${playbook}/collectors`).map((name) => `${playbook}/collectors/${name}`);
const declared: { [collector: string]: { script: string; rows: { [field: string]: string } } } = parse(
  readFileSync(`${playbook}/playbook.yaml`, 'utf8'),
  { merge: true },
).collectors;
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
    LookbackSeconds: 7776000,
  },
  identity: { Anchor: installed, ClientProcessId: [6700, 6700], LogonId: ['0x3e7'] },
};

const done = new Map<string, Promise<Collected>>();
/** Runs a collector of the playbook on a host, once for all tests that ask for the same. */
function collect(host: string, collector: string, given = parameters[collector] ?? {}): Promise<Collected> {
  const key = JSON.stringify([host, collector, given]);
  if (!done.has(key)) done.set(key, runCollector(host, `${playbook}/${declared[collector]!.script}`, given));
  return done.get(key)!;
}
const source = (collected: Collected, name: string) => collected.sources.find((one) => one.name === name);
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
const exeConfig = (inner: string) => `<?xml version="1.0"?><configuration>${inner}</configuration>`;
const listener = (text: string, more = '') =>
  exeConfig(
    `<hybridConnections><connectionStrings><hybridConnection connectionString="${text}" ${more}/></connectionStrings></hybridConnections>`,
  );

describe.skipIf(!engine)('collectors of the Azure Hybrid Connection Manager playbook', { timeout: 60_000 }, () => {
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'collectors-'));
  });
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  describe('every script', () => {
    it.each(scripts)('%s runs by hand', async (script) => {
      const { stdout, stderr } = await powershell(suspicious, '-File', script);
      expect(stderr).toBe('');
      // Without the moments of an installation there is nothing to look around.
      if (!script.endsWith('Get-InstallerIdentity.ps1')) expect(stdout).toContain(' : ');
    });

    it('calls nothing but readers and the tools of its own text', async () => {
      const command = `${JSON.stringify(scripts)} | ConvertFrom-Json | ForEach-Object {
        $path = $_; $tokens = $null; $problems = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($path, [ref]$tokens, [ref]$problems)
        $own = @($tree.FindAll({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] }, $true).Name)
        foreach ($call in $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
          if ($own -notcontains $call.GetCommandName() -and "$call" -ne '& $Read') { 'call ' + ("$call" -split '\\s' | Select-Object -First 3) }
        }
        foreach ($token in $tokens) { 'token ' + $token.Kind }
      } | Sort-Object -Unique`;
      const { stdout } = await powershell(suspicious, '-Command', command.replace(/^(\[.*?\])/, "'$1'"));
      const said = stdout.split(/\r?\n/).filter(Boolean);
      const calls = said.filter((line) => line.startsWith('call '));
      const harmless =
        /^call (Get-\w+|Write-(Information|Error|Warning)|New-Object -TypeName psobject|Select-Object|Sort-Object|ForEach-Object|Where-Object|ConvertFrom-Json)( |$)/;
      expect(calls.length).toBeGreaterThan(10);
      expect(calls.filter((line) => !harmless.test(line))).toEqual([]);
      // Grammar that Windows PowerShell 5.1 does not have.
      expect(said.filter((line) => /^token (Question|AndAnd|OrOr|Class|Enum|Using)/.test(line))).toEqual([]);
    });

    it.each(scripts)('%s is ASCII and explains itself', (script) => {
      const text = readFileSync(script, 'utf8');
      expect(text).toMatch(/^[\t\n\x20-\x7e]*$/);
      for (const part of ['.SYNOPSIS', '.DESCRIPTION', '.EXAMPLE', '.OUTPUTS', '[CmdletBinding()]'])
        expect(text).toContain(part);
      const names = [...(/^param\(([\s\S]*?)^\)/m.exec(text)?.[1] ?? '').matchAll(/\$(\w+) =/g)].map(
        (match) => match[1],
      );
      expect([...text.matchAll(/^\.PARAMETER (\w+)$/gm)].map((match) => match[1])).toEqual(names);
    });

    it.each([
      ['suspicious', suspicious],
      ['authorised', authorised],
    ])('gives exactly the declared fields on the %s host', async (_, host) => {
      const fits: { [type: string]: (value: Json) => boolean } = {
        string: (value) => typeof value === 'string',
        integer: Number.isSafeInteger,
        boolean: (value) => typeof value === 'boolean',
        time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
        strings: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
      };
      for (const [collector, { rows: fields }] of Object.entries(declared)) {
        const given = host === authorised && collector === 'identity' ? {} : parameters[collector];
        const { rows, errors } = await collect(host, collector, given);
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
      for (const collector of Object.keys(declared)) {
        const [full, constrained] = [await collect(suspicious, collector), await collect(host, collector)];
        const differs = collector === 'clock' ? { timeZone: null, utcOffsetMinutes: null } : { keyFingerprint: null };
        const plain = ({ rows }: Collected) =>
          rows.map((row) => ({
            ...row,
            ...Object.fromEntries(
              Object.keys(row)
                .filter((key) => key in differs)
                .map((key) => [key, null]),
            ),
          }));
        expect(constrained.errors, collector).toEqual([]);
        expect(plain(constrained), collector).toEqual(plain(full));
        expect(constrained.sources, collector).toEqual(full.sources);
      }
      expect((await collect(host, 'config')).warnings).toHaveLength(1);
    });

    it('lets no key out', async () => {
      for (const collector of Object.keys(declared)) {
        const said = JSON.stringify(await collect(suspicious, collector));
        for (const key of keys) expect(said).not.toContain(key);
      }
    });
  });

  describe('the suspicious host', () => {
    it('is an AD FS server in 192.0.2.0/24', async () => {
      const { rows } = await collect(suspicious, 'host');
      expect(rows).toMatchObject([
        { computer: 'ADFS01', fqdn: 'ADFS01.contoso.example', productType: 3, roleServices: ['adfssrv'] },
      ]);
      expect(rows[0]!['networks']).toContain('192.0.2.20/24');
    });

    it('has one classic service, signed by Microsoft', async () => {
      const { rows } = await collect(suspicious, 'service');
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

    it('has a configuration of another owner than its backup, and the key only as a fingerprint', async () => {
      const { rows } = await collect(suspicious, 'config');
      expect(rows).toMatchObject([
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

    it('tells start, change, restart and listener of both channels', async () => {
      const collected = await collect(suspicious, 'events');
      expect(ids(collected)).toEqual([40300, 40301, 40300, 40302, 40308, 40312]);
      expect(collected.rows[3]).toMatchObject({
        recordId: '17',
        time: '2025-02-11T02:18:37.512Z',
        processId: 3412,
        userSid: 'S-1-5-20',
        uri: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt',
        connection: 'contoso-relay-example/adfs-mgmt',
      });
      expect(collected.rows[5]).toMatchObject({ channel: 'Microsoft-ServiceBus-Client/Admin', port: 9352 });
    });

    it('was installed by a client process of which 4697 and 7045 say nothing', async () => {
      const { rows } = await collect(suspicious, 'install');
      expect(rows.find((row) => row['id'] === 4697)).toMatchObject({
        recordId: '884213',
        subjectSid: 'S-1-5-18',
        subjectLogonId: '0x3e7',
      });
      expect(rows.find((row) => row['id'] === 7045)).toMatchObject({
        recordId: '5213',
        userSid: 'S-1-5-18',
        time: installed[1],
      });
      expect(rows.find((row) => row['id'] === 1040)).toMatchObject({
        userSid: user,
        clientProcessId: 6700,
        packagePath: 'C:\\ProgramData\\HybridConnectionManager.msi',
      });
      expect(rows.find((row) => row['id'] === 1033)).toMatchObject({
        product: 'Hybrid Connection Manager',
        status: '0',
        productCode: '{11112222-3333-4444-8555-666677778888}',
      });
      expect(rows.find((row) => row['id'] === 11707)).toMatchObject({ product: 'Hybrid Connection Manager' });
      expect(rows.find((row) => row['kind'] === 'product')).toMatchObject({
        installDate: '20250211',
        installSource: 'C:\\ProgramData\\',
      });
      expect(rows).toHaveLength(7);
    });

    it('leads from the client process to the logon from outside', async () => {
      const { rows } = await collect(suspicious, 'identity');
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

    it('says how far back each log was read', async () => {
      const security = source(await collect(suspicious, 'install'), 'Security');
      expect(security).toMatchObject({
        outcome: 'collected',
        from: '2025-01-10T22:41:07.118Z',
        to: '2025-02-11T04:00:00.000Z',
        truncated: false,
      });
      expect(source(await collect(suspicious, 'identity'), 'Security')).toMatchObject({
        from: '2025-02-10T02:16:48.312Z',
        to: '2025-02-11T02:26:52.341Z',
      });
    });

    it('holds a relayed session to its own port 5986', async () => {
      const { rows } = await collect(suspicious, 'tcp');
      const own = rows.filter((row) => row['processId'] === 3412);
      expect(own.map((row) => [row['remoteAddress'], row['remotePort'], row['state']])).toEqual([
        ['203.0.113.80', 443, 'Established'],
        ['203.0.113.91', 443, 'Established'],
        ['::1', 5986, 'Established'],
      ]);
      expect(rows.find((row) => row['state'] === 'TimeWait')).toMatchObject({ processId: 0, created: null });
    });

    it('has the RDP session open', async () => {
      const { rows } = await collect(suspicious, 'sessions');
      expect(rows).toContainEqual({
        logonId: '0x4f2a91c',
        logonType: 10,
        account: 'CONTOSO\\svc-backup',
        started: '2025-02-11T02:14:07.118Z',
        authenticationPackage: 'Negotiate',
      });
    });
  });

  describe('the authorised host', () => {
    it('connects to the SQL server through the relay of its own', async () => {
      expect(connections(await collect(authorised, 'config', { ServicePath: [program] }))).toMatchObject([
        {
          connection: 'corp-app-relay/sql-prod',
          keyFingerprint: '7602553f0c9d9157',
          armId: expect.stringMatching(/^\/subscriptions\/.*\/hybridConnections\/sql-prod$/),
        },
      ]);
      const { rows } = await collect(authorised, 'tcp');
      expect(rows.filter((row) => row['processId'] === 2788).map((row) => row['remotePort'])).toEqual([443, 1433]);
    });

    it('has the triggering record, and a listener after each start', async () => {
      const { rows } = await collect(authorised, 'events');
      expect(rows).toContainEqual(
        expect.objectContaining({ id: 40300, recordId: '412', time: '2025-03-02T05:04:11.210Z', processId: 2788 }),
      );
      expect(rows.filter((row) => row['id'] === 40302)).toHaveLength(4);
    });

    it('was installed before the logs begin: a product, no event, and the ranges that say so', async () => {
      const collected = await collect(authorised, 'install');
      expect(collected.rows).toMatchObject([
        { kind: 'product', installDate: '20230614', installSource: 'C:\\Windows\\ccmcache\\1a\\' },
      ]);
      expect(source(collected, 'Security')).toMatchObject({ outcome: 'empty', from: '2025-02-19T08:02:41.330Z' });
      expect(source(collected, 'System')).toMatchObject({ outcome: 'empty', from: '2024-12-02T08:00:00.000Z' });
      expect(source(collected, 'Application')).toMatchObject({ from: '2024-12-02T08:00:31.400Z' });
    });

    it('gives the installer search nothing to look around', async () => {
      const collected = await collect(authorised, 'identity', {});
      expect(collected.rows).toEqual([]);
      expect(source(collected, 'Security')).toMatchObject({ outcome: 'notRun', reason: 'skipped' });
    });
  });

  describe('coverage', () => {
    it.each([true, 'information'])('tells a denied Security log from an empty one (%s)', async (denied) => {
      const host = variant(`denied-${denied}`, suspicious, {
        'logs.json': { ...table(suspicious, 'logs.json'), Security: { denied } },
      });
      const collected = await collect(host, 'install');
      expect(source(collected, 'Security')).toMatchObject({ outcome: 'failed', reason: 'denied', from: null });
      expect(collected.errors).toMatchObject([{ category: 'PermissionDenied', source: 'Security' }]);
      expect(ids(collected)).toContain(7045);
    });

    it('takes channels that no product registered for absent, without an error', async () => {
      const host = variant('absent', suspicious, {
        'logs.json': {},
        'events/servicebus-operational.jsonl': '',
        'events/servicebus-admin.jsonl': '',
      });
      const collected = await collect(host, 'events');
      expect(collected).toMatchObject({ rows: [], errors: [] });
      expect(source(collected, operational)).toMatchObject({ outcome: 'notRun', reason: 'absent' });
    });

    it('says which part a capped reading covered', async () => {
      const collected = await collect(authorised, 'events', { MaxEvents: 3 });
      expect(source(collected, operational)).toMatchObject({
        truncated: true,
        from: '2024-12-02T08:00:00.000Z',
        to: '2024-12-15T05:04:11.210Z',
      });
    });

    it('names the denied class', async () => {
      const host = variant('no-wmi', suspicious, {
        'faults.json': [{ cmdlet: 'Get-CimInstance', class: 'Win32_Process', fault: 'denied' }],
      });
      const collected = await collect(host, 'processes');
      expect(collected.errors).toMatchObject([{ category: 'PermissionDenied', source: 'Win32_Process' }]);
      expect(collected.sources).toMatchObject([{ name: 'Win32_Process', outcome: 'failed', reason: 'denied' }]);
    });

    it('looks no further back than the start of Windows ahead of the installation', async () => {
      const boot = {
        log: 'System',
        provider: 'Microsoft-Windows-Kernel-General',
        id: 12,
        version: 1,
        level: 4,
        recordId: 5200,
        time: '2025-02-11T02:10:00.000Z',
        computer: 'ADFS01.contoso.example',
        data: {},
      };
      const host = variant('rebooted', suspicious, { 'events/boot.jsonl': `${JSON.stringify(boot)}\n` });
      const { rows } = await collect(host, 'identity');
      expect(rows.map((row) => row['recordId'])).toEqual(['884205', '884102']);
    });
  });

  describe('a service under another name', () => {
    const renamed = {
      Name: 'WinTelemetrySync',
      DisplayName: 'Windows Telemetry Sync',
      PathName: 'C:\\ProgramData\\wts data\\wtsvc.exe -x "SharedAccessKey=abc"',
      State: 'Running',
      StartMode: 'Auto',
      StartName: 'LocalSystem',
      ProcessId: 5120,
    };

    it('is known by the original name of its program, through an unquoted path with spaces', async () => {
      const host = variant('renamed', authorised, {
        'services.json': [renamed],
        'files.json': {
          'C:\\ProgramData\\wts data\\wtsvc.exe': {
            length: 1,
            sha256: '00',
            version: { OriginalFilename: 'azbridge.dll' },
          },
        },
        'registry.json': {},
      });
      expect((await collect(host, 'service')).rows).toEqual([]);
      writeFileSync(
        join(host, 'files.json'),
        readFileSync(join(host, 'files.json'), 'utf8').replace('azbridge.dll', 'azbridge.exe'),
      );
      expect((await runCollector(host, `${playbook}/collectors/Get-HcmService.ps1`)).rows).toMatchObject([
        {
          generation: 'azbridge',
          name: 'WinTelemetrySync',
          path: 'C:\\ProgramData\\wts data\\wtsvc.exe',
          arguments: '-x "SharedAccessKey=[redacted]"',
          signatureStatus: 'NotSigned',
        },
      ]);
    });

    it('is a row even when only the registry shows it, and says when its program is gone', async () => {
      const host = variant('hidden', authorised, {
        'services.json': [],
        'files.json': {},
        'registry.json': {
          'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Hcm': {
            ImagePath: '\\??\\C:\\Temp\\HybridConnectionManagerService.exe',
            Start: 2,
            ObjectName: 'LocalSystem',
          },
        },
      });
      const collected = await collect(host, 'service');
      expect(collected.rows).toMatchObject([
        {
          generation: 'v2',
          name: 'Hcm',
          path: 'C:\\Temp\\HybridConnectionManagerService.exe',
          state: null,
          startMode: 'Auto',
          processId: null,
          fileExists: false,
        },
      ]);
      expect(collected.errors).toEqual([]);
    });
  });

  describe('configurations in the field', () => {
    const read = async (name: string, text: string) =>
      connections(await collect(variant(name, authorised, { [`${program}.config`]: text }), 'config'));

    it('takes names in any case, spaces, and the master key', async () => {
      expect(
        await read(
          'master',
          listener(
            `endpoint = sb://Contoso-Relay.servicebus.windows.net ;sharedaccesskeyname=RootManageSharedAccessKey;SharedAccessKey=${keys[2]};entitypath=RDP`,
          ),
        ),
      ).toMatchObject([
        {
          connection: 'contoso-relay/rdp',
          entity: 'RDP',
          keyName: 'RootManageSharedAccessKey',
          keyFingerprint: '945b98ff36ec2e7b',
        },
      ]);
    });

    it('takes a signature in place of a key, without giving it away', async () => {
      const rows = await read(
        'signature',
        listener(
          'Endpoint=sb://ns.servicebus.windows.net/hc;SharedAccessSignature=SharedAccessSignature sr=x&amp;sig=geheim&amp;se=1&amp;skn=listen',
        ),
      );
      expect(rows).toMatchObject([{ connection: 'ns/hc', keyName: 'listen', keyFingerprint: null }]);
      expect(JSON.stringify(rows)).not.toContain('geheim');
    });

    it('gives no fingerprint of a key that could be guessed', async () => {
      expect(
        await read(
          'short',
          listener('Endpoint=hc://ns.hybrid.biztalk.windows.net/hc;SharedAccessKeyName=a;SharedAccessKey=c2hvcnQ='),
        ),
      ).toMatchObject([{ connection: 'ns/hc', keyFingerprint: null }]);
    });

    it('reads the attributes of a connection chosen in the portal, not what is commented out', async () => {
      const text = listener(
        'Endpoint=sb://ns.servicebus.usgovcloudapi.net/hc',
        'resourceIdentifier="/subscriptions/1/x" destinationHost="sql01" destinationPort="1433"',
      );
      const commented = text.replace(
        '<connectionStrings>',
        '<connectionStrings><!-- <hybridConnection connectionString="Endpoint=sb://old.servicebus.windows.net/hc" /> -->',
      );
      expect(await read('attributes', commented)).toMatchObject([
        { connection: 'ns/hc', armId: '/subscriptions/1/x', targetHost: 'sql01', targetPort: 1433 },
      ]);
    });

    it('has no connection in an empty section', async () => {
      expect(await read('empty', exeConfig('<hybridConnections><connectionStrings /></hybridConnections>'))).toEqual(
        [],
      );
    });

    it.each([
      ['is cut off', (text: string) => text.slice(0, -30)],
      [
        'declares a document type',
        (text: string) => text.replace('<configuration>', '<!DOCTYPE c [<!ENTITY a "b">]><configuration>'),
      ],
    ])('finds what it can in a file that %s', async (name, spoil) => {
      expect(
        await read(
          name.replaceAll(' ', '-'),
          spoil(listener(`Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=${keys[0]};EntityPath=hc`)),
        ),
      ).toMatchObject([{ connection: 'ns/hc', keyFingerprint: '869d96f35171b4c7', parse: 'degraded' }]);
    });

    it('tells the proxy without its password', async () => {
      const host = variant('proxy', authorised, {
        [`${program}.config`]: exeConfig(
          '<system.net><defaultProxy><proxy proxyaddress="http://me:word@proxy:3128" /></defaultProxy></system.net>',
        ),
      });
      const { rows } = await collect(host, 'config');
      expect(rows).toContainEqual(
        expect.objectContaining({ setting: 'proxyaddress', value: 'http://[redacted]@proxy:3128' }),
      );
    });

    it('reads the connections of version 2, with target and listeners', async () => {
      const file = 'C:\\ProgramData\\HybridConnectionManager\\connections.json';
      const entry = {
        Namespace: 'corp-app-relay',
        Name: 'sql-prod',
        Uri: 'sb://corp-app-relay.servicebus.windows.net/sql-prod',
        KeyName: 'defaultListener',
        KeyValue: keys[1]!,
        EndpointHost: 'sql01.contoso.example',
        EndpointPort: 1433,
        ResourceGroup: 'rg-app',
        SubscriptionId: '1',
        Status: 'Connected',
        NumberOfListeners: 2,
      };
      const host = variant('v2', authorised, { [file]: [entry], [`${program}.config`]: exeConfig('') });
      const collected = await collect(host, 'config');
      expect(connections(collected)).toMatchObject([
        {
          generation: 'v2',
          file,
          connection: 'corp-app-relay/sql-prod',
          keyFingerprint: '7602553f0c9d9157',
          targetHost: 'sql01.contoso.example',
          targetPort: 1433,
          listeners: 2,
          status: 'Connected',
        },
      ]);
      expect(JSON.stringify(collected)).not.toContain(keys[1]);
    });

    it('reads the forwards of azbridge', async () => {
      const text = `AzureRelayConnectionString: Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${keys[0]}\nRemoteForward:\n  - RelayName: rdp\n    Host: localhost\n    HostPort: 3389\nLogLevel: INFO\n`;
      const host = variant('azbridge', authorised, {
        'C:\\ProgramData\\Microsoft\\Azure Relay Bridge\\azbridge_config.svc.yml': text,
        [`${program}.config`]: exeConfig(''),
      });
      expect(connections(await collect(host, 'config'))).toMatchObject([
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

    it('reads the Group Policy', async () => {
      const key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Azure\\HybridConnections\\1.0';
      const values = { AllowHybridConnections: 0, AllowedHybridConnectionsServers: ['a:1', 'b:2'] };
      const host = variant('policy', authorised, {
        'registry.json': { ...table(authorised, 'registry.json'), [key]: values },
      });
      const { rows } = await collect(host, 'config');
      expect(rows.filter((row) => row['file'] === key).map((row) => [row['setting'], row['value']])).toEqual([
        ['AllowHybridConnections', '0'],
        ['AllowedHybridConnectionsServers', 'a:1;b:2'],
      ]);
    });
  });
});
