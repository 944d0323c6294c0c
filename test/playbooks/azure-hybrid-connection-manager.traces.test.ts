import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { engine } from '../helpers/engine.js';
import { type Collected, runCollectors } from './run-collector.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const authorised = `${root}examples/hcm-authorised/host`;
const script = (name: string) => `${root}playbooks/azure-hybrid-connection-manager/collectors/${name}.ps1`;
const collect = async (host: string, name: string, parameters: { [name: string]: Json } = {}): Promise<Collected> =>
  (await runCollectors(host, [{ script: script(name), parameters }]))[0]!;
const logs = 'C:\\ProgramData\\HybridConnectionManager\\Logs';
const key = 'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=';

let temporary: string;
/** A copy of the authorised host (clock at 2025-03-02T08:00Z) with files replaced; see the collectors' test beside this one. */
function variant(name: string, files: { [file: string]: string | JsonObject | JsonObject[] }): string {
  const host = join(temporary, name);
  cpSync(authorised, host, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    const path = join(host, file.startsWith('C:\\') ? file.replace('C:\\', 'files/C/').replaceAll('\\', '/') : file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return host;
}

describe.skipIf(!engine)('traces of relay listeners', { timeout: 120_000 }, () => {
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'traces-'));
  });
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  describe('the text log of version 2', () => {
    let log: Collected;
    beforeAll(async () => {
      const host = variant('log', {
        [`${logs}\\log_20250301.txt`]: [
          '2025-03-01 23:30:00.000 +09:00 [INF] Listener online for connection Corp/Sql.Prod.',
          'System.Exception: no line of its own',
          '2025-03-01 09:00:00.000 -05:00 [WRN] Something new',
          '2025-03-01 14:00:01.000 +00:00 [INF] Something else',
          '2025-03-01 14:00:02.000 +00:00 [ERR] Could not register listener for corp/sql in Service Bus with error: Ip has been prevented to connect to the endpoint. Retrying...',
        ].join('\r\n'),
        [`${logs}\\log_20250301_001.txt`]:
          '2025-03-01 14:00:03.000 +00:00 [INF] [OP: REMOVE] Operation started for connection corp/sql\n',
        [`${logs}\\log_20250301_003.txt`]: `2025-03-01 14:00:04.000 +00:00 [ERR] Tried to add connection with invalid connection string Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=x;SharedAccessKey=${key};EntityPath=hc.\n`,
        [`${logs}\\log_20241001.txt`]: '2024-10-01 00:00:00.000 +00:00 [INF] Listener online for connection corp/sql\n',
      });
      log = await collect(host, 'Get-HcmLog');
    }, 120_000);

    it('is read in the order it was written, with each line in UTC by its own offset', () => {
      expect(log.rows.map((row) => [row['id'], row['time'], row['connection'], row['line']])).toEqual([
        ['online', '2025-03-01T14:30:00.000Z', 'corp/sql.prod', 1],
        ['other', '2025-03-01T14:00:00.000Z', null, 3],
        ['refused', '2025-03-01T14:00:02.000Z', 'corp/sql', 5],
        ['operation', '2025-03-01T14:00:03.000Z', 'corp/sql', 1],
        ['invalidString', '2025-03-01T14:00:04.000Z', 'ns/hc', 1],
      ]);
      expect(log.rows[3]).toMatchObject({ operation: 'REMOVE', file: 'log_20250301_001.txt' });
    });

    it('says from when to when it speaks, what is missing and what was not understood', () => {
      expect(log.errors).toEqual([]);
      expect(log.sources).toContainEqual(
        expect.objectContaining({
          name: logs,
          outcome: 'collected',
          oldest: '2024-10-01T00:00:00.000Z',
          from: '2024-12-02T08:00:00.000Z',
          to: '2025-03-02T08:00:00.000Z',
          truncated: false,
        }),
      );
      expect(log.warnings).toEqual([
        `${logs}: files between log_20250301_001.txt and log_20250301_003.txt are missing.`,
        `${logs}: 1 lines of level information have a text that is not known here.`,
      ]);
    });

    it('gives of a malformed string the fingerprint and not the key', () => {
      expect(log.rows[4]).toMatchObject({ keyName: 'x', keyFingerprint: '869d96f35171b4c7' });
      expect(JSON.stringify(log)).not.toContain(key);
    });

    it('lets no key out of any malformed string', async () => {
      const piece = fc.constantFrom(
        'Endpoint=sb://ns.servicebus.windows.net/',
        'SharedAccessKeyName=x',
        ';',
        ' ',
        '"',
        '=',
        'EntityPath=',
        'SharedAccessKey=',
        'SharedAccessKey',
        key,
      );
      const strings = fc.sample(fc.array(piece, { minLength: 1, maxLength: 8 }), { numRuns: 300, seed: 1 });
      const lines = strings.map(
        (parts) =>
          `2025-03-01 14:00:04.000 +00:00 [ERR] Tried to add connection with invalid connection string ${parts.join('')}.`,
      );
      const said = await collect(variant('strings', { [`${logs}\\log_20250301.txt`]: lines.join('\n') }), 'Get-HcmLog');
      expect(said.rows).toHaveLength(300);
      expect(JSON.stringify(said)).not.toContain(key.slice(0, -1));
    });

    it('that is cut says up to where it was read; one that is denied is a failure', async () => {
      const line = (second: number) =>
        `2025-03-01 14:00:0${second}.000 +00:00 [INF] Listener online for connection a/b`;
      const file = `${logs}\\log_20250301.txt`;
      const host = variant('cut', {
        [file]: [1, 2, 3].map(line).join('\n'),
        [`${logs}\\log_20250302.txt`]: line(4),
        'faults.json': [{ cmdlet: 'Get-Content', path: `${logs}\\log_20250302.txt`, fault: 'denied' }],
      });
      const cut = await collect(host, 'Get-HcmLog', { MaxLines: 2 });
      expect(cut.sources.find(({ name }) => name === logs)).toMatchObject({
        truncated: true,
        to: '2025-03-01T14:00:02.000Z',
      });
      expect(cut.sources.find(({ name }) => name.endsWith('0302.txt'))).toMatchObject({
        outcome: 'failed',
        reason: 'denied',
      });
    });
  });

  describe('a listener that is no service', () => {
    let found: JsonObject[];
    beforeAll(async () => {
      const processes = JSON.parse(readFileSync(join(authorised, 'processes.json'), 'utf8')) as JsonObject[];
      const process = (id: number, path: string, commandLine = path): JsonObject => ({
        ProcessId: id,
        ParentProcessId: 4,
        Name: path.split('\\').at(-1)!,
        ExecutablePath: path,
        CommandLine: commandLine,
        CreationDate: '2025-03-01T10:00:00.000Z',
        SessionId: 0,
      });
      const program = (original: string | null) => ({
        length: 1,
        sha256: '00',
        version: { OriginalFilename: original },
      });
      const host = variant('listeners', {
        'processes.json': [
          ...processes,
          process(9001, 'C:\\Temp\\a.exe'),
          process(9002, 'C:\\Temp\\b.exe'),
          process(9003, 'C:\\Program Files\\dotnet\\dotnet.exe', 'dotnet C:\\x\\azbridge.dll -k secretkey -R a:b'),
          process(9004, 'C:\\Tools\\ngrok.exe', 'ngrok tcp 3389 --authtoken 2abcDEF'),
          process(
            9005,
            'C:\\Tools\\hcm.exe',
            `hcm add "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=${key}"`,
          ),
          process(9006, 'C:\\Tools\\orders.exe'),
        ],
        'C:\\Temp\\b.exe.config': '<configuration><hybridConnections /></configuration>',
        'C:\\Tools\\orders.exe.config': '<add key="bus" value="sb://orders.servicebus.windows.net" />',
        'files.json': {
          'C:\\Temp\\a.exe': program('HybridConnectionManagerService.dll'),
          'C:\\Temp\\b.exe': program(null),
          'C:\\Tools\\orders.exe': program('orders.exe'),
        },
        'tasks.json': [
          {
            TaskName: 'T',
            TaskPath: '\\',
            State: 'Ready',
            Author: 'Someone',
            Principal: { UserId: 'SYSTEM' },
            Actions: [{ Execute: '"C:\\Temp\\a.exe"' }],
            Triggers: [{ CimClass: { CimClassName: 'MSFT_TaskDailyTrigger' }, StartBoundary: '2025-03-01T03:00:00' }],
          },
          {
            TaskName: 'Other',
            TaskPath: '\\',
            State: 'Ready',
            Actions: [{ Execute: 'C:\\Windows\\System32\\defrag.exe' }],
          },
        ],
      });
      const service = processes.find((row) => String(row['Name']).startsWith('Microsoft.HybridConnectionManager'))!;
      const given = { Tunnel: ['ngrok.exe'], ExceptProcessId: [service['ProcessId']!] };
      const listeners = await collect(host, 'Get-HcmListener', given);
      expect(listeners.errors).toEqual([]);
      found = listeners.rows;
    }, 120_000);

    it('is known by what it is, not by what it is called', () => {
      expect(
        found.map((row) => [row['kind'], row['processId'], row['generation'], row['tool'], row['recognisedBy']]),
      ).toEqual([
        ['process', 9001, 'v2', null, ['original name']],
        ['process', 9002, 'classic', null, ['configuration beside it']],
        ['process', 9003, 'azbridge', null, ['command line']],
        ['process', 9004, null, 'ngrok.exe', ['file name']],
        ['process', 9005, null, 'relay connection string', ['command line']],
        ['task', null, 'v2', null, ['original name']],
      ]);
    });

    it('shows no key or token of a command line', () => {
      for (const secret of [key, 'secretkey', '2abcDEF']) expect(JSON.stringify(found)).not.toContain(secret);
    });

    it('that a task starts comes with its principal, triggers and author', () => {
      expect(found.at(-1)).toMatchObject({
        name: '\\T',
        path: 'C:\\Temp\\a.exe',
        account: 'SYSTEM',
        author: 'Someone',
        triggers: ['Daily 2025-03-01T03:00:00'],
      });
    });
  });

  it('a service is known by the configuration beside its program', async () => {
    const host = variant('content', {
      'services.json': [
        {
          Name: 'Sync',
          DisplayName: 'Sync',
          PathName: 'C:\\Temp\\b.exe',
          State: 'Running',
          StartMode: 'Auto',
          ProcessId: 9,
        },
      ],
      'registry.json': {},
      'C:\\Temp\\b.exe.config': '<configuration><hybridConnections>\n</hybridConnections></configuration>',
      'files.json': {
        'C:\\Temp\\b.exe': { length: 1, sha256: '00', zone: { ZoneId: 3, HostUrl: 'https://x.example/b.exe?sig=1' } },
      },
    });
    const { rows } = await collect(host, 'Get-HcmService');
    expect(rows).toMatchObject([
      {
        name: 'Sync',
        generation: 'classic',
        recognisedBy: ['configuration beside it'],
        zone: 3,
        zoneUrl: 'https://x.example/b.exe',
      },
    ]);
  });

  it('the file of a channel that is not registered any more is read up to its last record', async () => {
    const state = JSON.parse(readFileSync(join(authorised, 'logs.json'), 'utf8')) as JsonObject;
    const channel = 'Microsoft-ServiceBus-Client/Operational';
    const file = 'C:\\Windows\\System32\\winevt\\Logs\\Microsoft-ServiceBus-Client%4Operational.evtx';
    const host = variant('left', { 'logs.json': { ...state, [channel]: { unregistered: true } }, [file]: '' });
    const { rows, sources, warnings, errors } = await collect(host, 'Get-HcmEvent');
    const last = rows.filter((row) => row['channel'] === channel).at(-1)!;
    expect(last).toMatchObject({ file });
    expect(sources.find(({ name }) => name === channel)).toMatchObject({ outcome: 'collected', to: last['time'] });
    expect(warnings).toEqual([`The channel ${channel} is not registered; its file ${file} was read.`]);
    expect(errors).toEqual([]);
  });

  it('what a copy of the configuration holds is a former connection, and a folder without one is left over', async () => {
    const folder = 'C:\\Program Files\\Microsoft\\HybridConnectionManager 0.7';
    const config = `${folder}\\Microsoft.HybridConnectionManager.Listener.exe.config`;
    const text =
      '<configuration><hybridConnections><connectionStrings><hybridConnection connectionString="Endpoint=sb://old.servicebus.windows.net/hc" /></connectionStrings></hybridConnections></configuration>';
    const host = variant('former', {
      [`${config}.old`]: text,
      'C:\\ProgramData\\HybridConnectionManager\\Logs\\log_20250301.txt': '',
    });
    const { rows } = await collect(host, 'Get-HcmConfiguration');
    expect(rows.filter((row) => row['kind'] === 'former')).toMatchObject([
      { file: `${config}.old`, connection: 'old/hc' },
    ]);
    expect(rows.filter((row) => row['kind'] === 'folder')).toMatchObject([
      { generation: 'v2', file: 'C:\\ProgramData\\HybridConnectionManager' },
    ]);
  });
});
