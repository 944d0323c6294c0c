import { describe, expect, it } from 'vitest';
import { onlyRow, readJson, readText } from '../export.js';

const kind = 'relayDiagnostics';
const record = {
  resourceId:
    '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000001/RESOURCEGROUPS/RG-APP/PROVIDERS/MICROSOFT.RELAY/NAMESPACES/CORP-APP-RELAY',
  ActivityId: '7006a0db-27eb-445c-939b-ce86133014cc',
  endpoint: 'sb://corp-app-relay.servicebus.windows.net/sql-prod/c6ffbf2d-eea7-44c6-9c7e-1da7fb9b6f37_G5',
  operationName: 'Microsoft.Relay/HybridConnections/SenderListenerConnectionEstablished',
  EventTimeString: '2025-03-01T06:00:04.1234567Z',
  message: 'Sender connection to the listener is established. TrackingId: c6ffbf2d_G5',
  category: 'HybridConnectionsEvent',
};
const expected = {
  time: '2025-03-01T06:00:04.123Z',
  operation: 'SenderListenerConnectionEstablished',
  namespace: 'corp-app-relay',
  entity: 'sql-prod',
  connection: 'corp-app-relay/sql-prod',
  activityId: '7006a0db-27eb-445c-939b-ce86133014cc',
};

describe('one event in every spelling', () => {
  const analytics = {
    TimeGenerated: '2025-03-01T06:00:04.1234567Z',
    OperationName: record.operationName,
    Endpoint: record.endpoint,
    ActivityId: record.ActivityId,
    Message: record.message,
    _ResourceId: record.resourceId.toLowerCase(),
    Type: 'AZMSHybridConnectionsEvents',
  };
  const { EventTimeString, endpoint, message, ...envelope } = record;
  it.each([
    ['resource log', { records: [record] }],
    ['resource log with properties', [{ ...envelope, time: EventTimeString, properties: { endpoint, message } }]],
    ['Log Analytics', [analytics]],
    ['the time of older services', [{ ...record, EventTimeString: '3/1/2025 6:00:04.1234567 AM +00:00' }]],
  ])('%s', (_, exported) => {
    expect(onlyRow(readJson(kind, exported))).toMatchObject(expected);
  });
});

it('names only the namespace when an endpoint has no entity', () => {
  const row = onlyRow(readJson(kind, [{ ...record, endpoint: 'sb://corp-app-relay.servicebus.windows.net/' }]));
  expect(row).toMatchObject({ namespace: 'corp-app-relay', entity: null, connection: null });
});

it.each(['corp-app-relay.servicebus.chinacloudapi.cn', 'corp-app-relay.attacker.example'])(
  'names %s in full, not by its first label',
  (host) => {
    const row = onlyRow(readJson(kind, [{ ...record, endpoint: `sb://${host}/sql-prod/g` }]));
    expect(row).toMatchObject({ namespace: host, connection: `${host}/sql-prod` });
  },
);

it('is not an entry of the Activity Log, nor the other way round', () => {
  expect(readJson('azureActivityLog', [record]).problem).toMatch(/^none of its 1 records/);
  const write = {
    eventTimestamp: '2025-03-01T06:00:04Z',
    operationName: 'Microsoft.Relay/namespaces/hybridConnections/write',
    status: 'Succeeded',
  };
  expect(readText(kind, JSON.stringify(write)).problem).toMatch(/^none of its 1 records/);
});
