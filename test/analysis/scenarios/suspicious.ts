import type { Rows } from './case.js';

export const userSid = 'S-1-5-21-1004336348-1177238915-682003330-1187';
const relay = {
  namespace: 'contoso-relay-example',
  entity: 'adfs-mgmt',
  connection: 'contoso-relay-example/adfs-mgmt',
};
const uri = 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt';
const program =
  'C:\\Program Files\\Microsoft\\HybridConnectionManager 0.7\\Microsoft.HybridConnectionManager.Listener.exe';
const config = `${program}.config`;

const sockets = [
  {
    localAddress: '192.0.2.20',
    localPort: 50122,
    remoteAddress: '203.0.113.80',
    remotePort: 443,
    state: 'Established',
    processId: 3412,
    created: '2025-02-11T02:18:37.441Z',
  },
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
  {
    localAddress: '::1',
    localPort: 5986,
    remoteAddress: '::1',
    remotePort: 50392,
    state: 'Established',
    processId: 4,
    created: '2025-02-11T03:02:10.187Z',
  },
];

/** Host ADFS01 of 2025-02-11: HCM was installed over RDP, its configuration replaced, and a session is active. */
export const suspicious: Rows = {
  clock: [{ now: '2025-02-11T04:00:00.000Z', timeZone: 'UTC', utcOffsetMinutes: 0 }],
  tcp: sockets,
  dns: [
    {
      entry: 'contoso-relay-example.servicebus.windows.net',
      name: 'contoso-relay-example.servicebus.windows.net',
      type: 5,
      ttl: 41,
      data: 'ns-prod-xx1-000.example',
      status: 0,
    },
    {
      entry: 'g5-prod-xx1-000-sb.servicebus.windows.net',
      name: 'g5-prod-xx1-000-sb.servicebus.windows.net',
      type: 1,
      ttl: 12,
      data: '203.0.113.91',
      status: 0,
    },
  ],
  processes: [
    { processId: 4, parentProcessId: 0, name: 'System' },
    { processId: 3412, parentProcessId: 740, name: 'Microsoft.HybridConnectionManager.Listener.exe', path: program },
  ],
  host: [
    {
      computer: 'ADFS01',
      fqdn: 'ADFS01.contoso.example',
      productType: 3,
      addresses: ['192.0.2.20', '::1', '127.0.0.1'],
      networks: ['192.0.2.0/24'],
      roleServices: ['adfssrv'],
    },
  ],
  service: [
    {
      generation: 'classic',
      name: 'HybridConnectionManager',
      recognisedBy: ['file name', 'original name', 'service name'],
      displayName: 'Azure Hybrid Connection Manager Service',
      path: program,
      state: 'Running',
      processId: 3412,
      fileExists: true,
      fileCreated: '2025-02-11T02:16:50.000Z',
      fileOwnerSid: 'S-1-5-18',
      signatureStatus: 'Valid',
      signer: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
    },
  ],
  config: [
    {
      kind: 'connection',
      file: config,
      endpoint: 'sb://contoso-relay-example.servicebus.windows.net/',
      ...relay,
      keyName: 'defaultListener',
      keyFingerprint: '869d96f35171b4c7',
      parse: 'ok',
    },
    {
      kind: 'file',
      file: config,
      value: 'current',
      created: '2025-02-11T02:18:29.000Z',
      owner: 'CONTOSO\\svc-backup',
      ownerSid: userSid,
    },
    {
      kind: 'file',
      file: `${config}.backup`,
      value: 'backup',
      created: '2025-02-11T02:16:50.000Z',
      owner: 'NT AUTHORITY\\SYSTEM',
      ownerSid: 'S-1-5-18',
    },
  ],
  events: [
    event(40302, '17', '2025-02-11T02:18:37.512Z', { uri, ...relay }),
    event(40300, '15', '2025-02-11T02:18:35.200Z'),
    event(40301, '14', '2025-02-11T02:18:33.020Z'),
    event(40300, '11', '2025-02-11T02:16:54.010Z'),
    { ...event(40308, '3', '2025-02-11T02:18:31.660Z'), channel: 'Microsoft-ServiceBus-Client/Admin' },
  ],
  install: [
    {
      kind: 'event',
      log: 'Application',
      id: 1040,
      recordId: '20414',
      time: '2025-02-11T02:16:49.500Z',
      userSid,
      packagePath: 'C:\\ProgramData\\HybridConnectionManager.msi',
      clientProcessId: 6700,
    },
    { ...serviceCreated(7045, 'System', '5213', '2025-02-11T02:16:52.339Z'), userSid: 'S-1-5-18' },
    {
      ...serviceCreated(4697, 'Security', '884213', '2025-02-11T02:16:52.341Z'),
      subjectSid: 'S-1-5-18',
      subjectAccount: 'CONTOSO\\ADFS01$',
      subjectLogonId: '0x3e7',
    },
    { kind: 'event', log: 'Application', id: 11707, recordId: '20417', time: '2025-02-11T02:16:55.002Z', userSid },
    {
      kind: 'event',
      log: 'Application',
      id: 1033,
      recordId: '20418',
      time: '2025-02-11T02:16:55.003Z',
      userSid,
      product: 'Hybrid Connection Manager',
      status: '0',
    },
    {
      kind: 'event',
      log: 'Application',
      id: 1042,
      recordId: '20419',
      time: '2025-02-11T02:16:55.010Z',
      userSid: 'S-1-5-18',
      clientProcessId: 6700,
    },
    {
      kind: 'product',
      product: 'Hybrid Connection Manager',
      installDate: '20250211',
      installSource: 'C:\\ProgramData\\',
    },
  ],
  identity: [
    {
      kind: 'process',
      log: 'Security',
      id: 4688,
      recordId: '884190',
      time: '2025-02-11T02:16:48.900Z',
      processId: 6700,
      image: 'C:\\Windows\\System32\\msiexec.exe',
      commandLine: '"C:\\Windows\\system32\\msiexec.exe" /i C:\\ProgramData\\HybridConnectionManager.msi /quiet',
      parentProcessId: 5552,
      parentImage: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      sid: userSid,
      account: 'CONTOSO\\svc-backup',
      logonId: '0x4f2a91c',
    },
    {
      kind: 'logon',
      log: 'Security',
      id: 4624,
      recordId: '884102',
      time: '2025-02-11T02:14:07.118Z',
      sid: userSid,
      account: 'CONTOSO\\svc-backup',
      logonId: '0x4f2a91c',
      linkedLogonId: '0x4f2a8e0',
      logonType: 10,
      address: '203.0.113.45',
    },
  ],
  tcpAgain: sockets,
  listeners: [],
  textLog: [],
};

function event(id: number, recordId: string, time: string, more: object = {}) {
  return { id, recordId, time, channel: 'Microsoft-ServiceBus-Client/Operational', processId: 3412, ...more };
}

function serviceCreated(id: number, log: string, recordId: string, time: string) {
  return { kind: 'event', log, id, recordId, time, serviceName: 'HybridConnectionManager', imagePath: `"${program}"` };
}
