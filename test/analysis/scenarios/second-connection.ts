import type { JsonObject } from '../../../src/domain/json.js';
import type { Rows } from './case.js';

const program = 'C:\\Program Files (x86)\\HybridConnectionManager\\Service\\HybridConnectionManagerService.exe';
const file = 'C:\\ProgramData\\HybridConnectionManager\\connections.json';

const sockets = [
  socket('127.0.0.1', 5001, '0.0.0.0', 0, 'Listen', 2788),
  socket('192.0.2.37', 51877, '192.0.2.50', 1433, 'Established', 2788),
  socket('::1', 50392, '::1', 5986, 'Established', 2788),
  socket('::1', 5986, '::1', 50392, 'Established', 4),
];

/** Host APPSRV07, version 2: beside the owner's connection lies a second one, to WinRM of the host itself. */
export const secondConnection: Rows = {
  tcp: sockets,
  dns: [{ entry: 'sql01.contoso.example', name: 'sql01.contoso.example', type: 1, data: '192.0.2.50' }],
  processes: [{ processId: 2788, parentProcessId: 700, name: 'HybridConnectionManagerService.exe', path: program }],
  host: [
    {
      computer: 'APPSRV07',
      fqdn: 'APPSRV07.contoso.example',
      productType: 3,
      addresses: ['192.0.2.37'],
      networks: ['192.0.2.0/24'],
      roleServices: [],
    },
  ],
  service: [
    {
      generation: 'v2',
      name: 'HybridConnectionManagerService',
      recognisedBy: ['file name', 'original name', 'service name'],
      path: program,
      state: 'Running',
      processId: 2788,
      signatureStatus: 'Valid',
      signer: 'CN=Microsoft Corporation, O=Microsoft Corporation',
    },
  ],
  config: [
    connection('corp-app-relay', 'sql-prod', 'defaultListener', 'sql01.contoso.example', 1433),
    connection('contoso-relay-example', 'adfs-mgmt', 'RootManageSharedAccessKey', 'localhost', 5986),
  ],
  events: [],
  install: [],
  identity: [],
  tcpAgain: sockets,
  listeners: [],
  textLog: [],
};

/** The owner vouches for the first connection only. */
export const answersForFirst: JsonObject = {
  authorised: 'yes',
  owner: {
    owner: 'lee.admin',
    ticket: 'CHG-1',
    namespace: 'corp-app-relay.servicebus.windows.net',
    target: 'sql01.contoso.example:1433',
  },
};

function socket(
  localAddress: string,
  localPort: number,
  remoteAddress: string,
  remotePort: number,
  state: string,
  processId: number,
) {
  return { localAddress, localPort, remoteAddress, remotePort, state, processId, created: '2025-03-22T10:00:02.500Z' };
}

function connection(namespace: string, entity: string, keyName: string, targetHost: string, targetPort: number) {
  return {
    kind: 'connection',
    generation: 'v2',
    file,
    endpoint: `sb://${namespace}.servicebus.windows.net/${entity}`,
    namespace,
    entity,
    connection: `${namespace}/${entity}`,
    keyName,
    targetHost,
    targetPort,
    parse: 'ok',
  };
}
