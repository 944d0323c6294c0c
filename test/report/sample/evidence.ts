import { createHash } from 'node:crypto';
import type { Engine, EvidenceFooter, EvidenceItem, Source } from '../../../src/domain/evidence.js';
import type { JsonObject } from '../../../src/domain/json.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const engine: Engine = {
  psVersion: '5.1.20348.2849',
  psEdition: 'Desktop',
  languageMode: 'FullLanguage',
  elevated: true,
  culture: 'en-US',
  timeZone: 'W. Europe Standard Time',
  utcOffsetMinutes: 60,
  computer: 'ADFS01',
  fqdn: 'ADFS01.contoso.example',
  user: 'NT AUTHORITY\\SYSTEM',
  userSid: 'S-1-5-18',
  now: '2025-02-11T04:00:00.000Z',
  pid: 4711,
  own: [],
};

export const source = (name: string, more: Partial<Source> = {}): Source => ({
  name,
  outcome: 'collected',
  reason: null,
  from: '2025-01-12T04:00:00.000Z',
  to: '2025-02-11T04:00:00.000Z',
  oldest: '2025-01-10T09:12:00.000Z',
  truncated: false,
  ...more,
});

/** An evidence file as the case folder would give it. `footer: null` makes an unfinished attempt. */
export function evidence(
  id: string,
  collector: string,
  rows: JsonObject[],
  footer: Partial<EvidenceFooter> | null = {},
  attempt = 1,
): EvidenceItem {
  const script = `collectors/Get-${collector}.ps1`;
  const started = '2025-02-11T04:00:02.000Z';
  return {
    header: {
      schema: 'casefile/evidence@1',
      evidence: id,
      collector,
      attempt,
      script: { path: script, sha256: sha256(script) },
      prelude: null,
      parameters: {},
      method: 'powershell',
      engine,
      origin: null,
      started,
    },
    footer: footer && {
      schema: 'casefile/evidence-end@1',
      ended: '2025-02-11T04:00:03.000Z',
      outcome: rows.length > 0 ? 'collected' : 'empty',
      reason: null,
      detail: null,
      items: rows.length,
      sources: [],
      errors: [],
      warnings: [],
      truncated: false,
      noise: 0,
      noiseSample: [],
      ...footer,
    },
    file: {
      file: `evidence/${collector}.${attempt}.jsonl`,
      sha256: sha256(JSON.stringify(rows)),
      bytes: JSON.stringify(rows).length,
    },
    rows: () => rows.map((data, index) => ({ row: index + 1, data })),
  };
}

const operational = 'Microsoft-ServiceBus-Client/Operational';
const connection = 'contoso-relay-example/adfs-mgmt';
const program = 'C:\\Program Files\\Relay\\Relay.Listener.exe';
export const installerSid = 'S-1-5-21-1004336348-1177238915-682003330-1187';

/** What the collectors gave on the host of the sample: a tunnel to the host's own administration port. */
export const collectedEvidence = (): EvidenceItem[] => [
  evidence('E1', 'clock', [{ now: '2025-02-11T04:00:01.000Z', timeZone: 'W. Europe Standard Time' }]),
  evidence('E2', 'host', [
    {
      computer: 'ADFS01',
      fqdn: 'ADFS01.contoso.example',
      osCaption: 'Windows Server 2022',
      addresses: ['192.0.2.20'],
      roleServices: ['adfssrv'],
    },
  ]),
  evidence('E3', 'service', [
    {
      name: 'RelayAgent',
      path: program,
      account: 'NT AUTHORITY\\NetworkService',
      state: 'Running',
      processId: 3412,
      signer: 'CN=Example',
      fileCreated: '2025-02-11T02:16:50.000Z',
    },
  ]),
  evidence('E4', 'tcp', [
    {
      localAddress: '192.0.2.20',
      localPort: 50391,
      remoteAddress: '203.0.113.91',
      remotePort: 443,
      state: 'Established',
      processId: 3412,
      created: '2025-02-11T03:02:10.102Z',
    },
    {
      localAddress: '::1',
      localPort: 50392,
      remoteAddress: '::1',
      remotePort: 5986,
      state: 'Established',
      processId: 3412,
      created: '2025-02-11T03:02:10.187Z',
    },
  ]),
  evidence('E5', 'config', [
    {
      kind: 'connection',
      file: 'C:\\Program Files\\Relay\\Relay.config',
      connection,
      namespace: 'contoso-relay-example',
      keyName: 'defaultListener',
      keyFingerprint: '869d96f35171b4c7',
      owner: null,
      ownerSid: null,
      created: null,
      value: null,
    },
    {
      kind: 'file',
      file: 'C:\\Program Files\\Relay\\Relay.config',
      connection: null,
      namespace: null,
      keyName: null,
      keyFingerprint: null,
      owner: 'CONTOSO\\svc-backup',
      ownerSid: installerSid,
      created: '2025-02-11T02:18:29.000Z',
      value: 'current',
    },
  ]),
  evidence(
    'E6',
    'events',
    [
      {
        id: 40300,
        recordId: '15',
        time: '2025-02-11T02:18:35.200Z',
        channel: operational,
        connection: null,
        uri: null,
      },
      {
        id: 40302,
        recordId: '17',
        time: '2025-02-11T02:18:37.512Z',
        channel: operational,
        connection,
        uri: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt',
      },
    ],
    { sources: [source(operational)] },
  ),
  evidence(
    'E7',
    'install',
    [
      {
        kind: 'event',
        log: 'Security',
        id: 4697,
        recordId: '884213',
        time: '2025-02-11T02:16:52.342Z',
        userSid: 'S-1-5-18',
        serviceName: 'RelayAgent',
        packagePath: null,
      },
      {
        kind: 'event',
        log: 'Application',
        id: 1040,
        recordId: '20411',
        time: '2025-02-11T02:16:40.000Z',
        userSid: installerSid,
        serviceName: null,
        packagePath: 'C:\\ProgramData\\Relay.msi',
      },
    ],
    { sources: [source('Security'), source('System', { truncated: true }), source('Application')] },
  ),
  evidence('E8', 'identity', [
    {
      kind: 'process',
      log: 'Security',
      id: 4688,
      recordId: '884200',
      time: '2025-02-11T02:16:39.000Z',
      account: 'CONTOSO\\svc-backup',
      commandLine: 'msiexec.exe /i C:\\ProgramData\\Relay.msi /quiet',
      address: null,
    },
    {
      kind: 'logon',
      log: 'Security',
      id: 4624,
      recordId: '884102',
      time: '2025-02-11T02:14:07.118Z',
      account: 'CONTOSO\\svc-backup',
      commandLine: null,
      address: '203.0.113.45',
    },
  ]),
];
