import type { JsonObject } from '../../../src/domain/json.js';
import type { Rows } from './case.js';

const relay = { namespace: 'corp-app-relay', entity: 'sql-prod', connection: 'corp-app-relay/sql-prod' };
const uri = 'sb://corp-app-relay.servicebus.windows.net/sql-prod';
const program =
  'C:\\Program Files\\Microsoft\\HybridConnectionManager 0.7\\Microsoft.HybridConnectionManager.Listener.exe';

const sockets = [
  {
    localAddress: '192.0.2.37',
    localPort: 51870,
    remoteAddress: '203.0.113.80',
    remotePort: 443,
    state: 'Established',
    processId: 2788,
    created: '2025-03-02T05:04:14.000Z',
  },
  {
    localAddress: '192.0.2.37',
    localPort: 51877,
    remoteAddress: '192.0.2.50',
    remotePort: 1433,
    state: 'Established',
    processId: 2788,
    created: '2025-03-02T07:00:02.500Z',
  },
];

/** Host APP03: HCM was deployed years ago by a management agent, for a database that its owner names. */
export const authorised: Rows = {
  clock: [{ now: '2025-03-02T08:00:00.000Z', timeZone: 'UTC', utcOffsetMinutes: 0 }],
  tcp: sockets,
  dns: [
    { entry: 'sql01.contoso.example', name: 'sql01.contoso.example', type: 1, ttl: 900, data: '192.0.2.50', status: 0 },
  ],
  processes: [
    { processId: 2788, parentProcessId: 700, name: 'Microsoft.HybridConnectionManager.Listener.exe', path: program },
  ],
  host: [
    {
      computer: 'APP03',
      fqdn: 'APP03.contoso.example',
      productType: 3,
      addresses: ['192.0.2.37'],
      networks: ['192.0.2.0/24'],
      roleServices: [],
    },
  ],
  service: [
    {
      generation: 'classic',
      name: 'HybridConnectionManager',
      recognisedBy: ['file name', 'original name', 'service name'],
      path: program,
      state: 'Running',
      processId: 2788,
      fileExists: true,
      fileCreated: '2023-06-14T19:02:11.000Z',
      fileOwnerSid: 'S-1-5-18',
      signatureStatus: 'Valid',
      signer: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
    },
  ],
  config: [
    {
      kind: 'connection',
      file: `${program}.config`,
      endpoint: 'sb://corp-app-relay.servicebus.windows.net/sql-prod',
      ...relay,
      keyName: 'defaultListener',
      keyFingerprint: '7602553f0c9d9157',
      parse: 'ok',
    },
  ],
  events: [
    {
      id: 40300,
      recordId: '412',
      time: '2025-03-02T05:04:11.210Z',
      channel: 'Microsoft-ServiceBus-Client/Operational',
    },
    {
      id: 40302,
      recordId: '413',
      time: '2025-03-02T05:04:14.900Z',
      channel: 'Microsoft-ServiceBus-Client/Operational',
      uri,
      ...relay,
    },
  ],
  install: [
    {
      kind: 'product',
      product: 'Hybrid Connection Manager',
      installDate: '20230614',
      installSource: 'C:\\Windows\\ccmcache\\1a\\',
    },
  ],
  identity: [],
  tcpAgain: sockets,
  listeners: [],
  textLog: [],
};

/** The answers that clear it: the owner names namespace and target, and the change window is known. */
export const answers: JsonObject = {
  authorised: 'yes',
  owner: {
    owner: 'a.meyer',
    ticket: 'CHG-20411',
    namespace: 'corp-app-relay',
    target: 'sql01.contoso.example:1433',
  },
  namespace: 'ours',
  installer: 'unknown',
  change: { window: '2023-06-14T18:00Z/2023-06-14T22:00Z', ticket: 'CHG-20411' },
  traffic: 'explained',
  cloud: 'nothingUnusual',
};
