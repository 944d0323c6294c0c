import { describe, expect, it } from 'vitest';
import { csvOf, onlyRow, readJson, readText } from '../export.js';

const kind = 'azureActivityLog';
const rule =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-app/providers/Microsoft.Relay/namespaces/corp-app-relay/hybridConnections/sql-prod/authorizationRules/defaultListener';
const operation = 'Microsoft.Relay/namespaces/hybridConnections/authorizationRules/listkeys/action';
const correlationId = '11111111-2222-4333-8444-555555555555';
const claims = {
  aud: 'https://management.azure.com/',
  appid: '1950a258-227b-4e31-a9cf-717495945fc2',
  ipaddr: '198.51.100.14',
  name: 'Lee (admin)',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'lee.admin@contoso.example',
  'http://schemas.microsoft.com/identity/claims/objectidentifier': '00000000-0000-0000-0000-0000000000aa',
};
const both = (value: string, localizedValue = value) => ({ value, localizedValue });

/** As REST and `az monitor activity-log list` give it. */
const rest = {
  authorization: { action: operation, scope: rule },
  caller: 'lee.admin@contoso.example',
  channels: 'Operation',
  claims,
  correlationId,
  eventDataId: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  eventName: both('EndRequest', 'End request'),
  category: both('Administrative'),
  eventTimestamp: '2025-03-18T09:15:18.4432101Z',
  httpRequest: { clientRequestId: '12121212', clientIpAddress: '198.51.100.14', method: 'POST' },
  level: 'Informational',
  operationId: correlationId,
  operationName: both(operation, 'List hybrid connection keys'),
  resourceId: rule,
  status: both('Succeeded'),
  subscriptionId: '00000000-0000-0000-0000-000000000001',
  properties: { statusCode: 'OK' },
};
const flattened = { ...rest, operationName: operation, status: 'Succeeded', category: 'Administrative' };
const diagnostic = {
  time: '2025-03-18T09:15:18.4432101Z',
  resourceId: rule.toUpperCase(),
  operationName: operation.toUpperCase(),
  category: 'Action',
  resultType: 'Success',
  resultSignature: 'Succeeded.OK',
  durationMs: 12,
  callerIpAddress: '198.51.100.14',
  correlationId,
  identity: { authorization: { scope: rule, action: operation }, claims },
  level: 'Information',
  properties: { statusCode: 'OK' },
};
const logAnalytics = {
  TimeGenerated: '2025-03-18T09:15:18.443Z',
  OperationNameValue: operation.toUpperCase(),
  OperationName: 'List hybrid connection keys',
  ActivityStatusValue: 'Success',
  ActivitySubstatusValue: 'OK',
  Caller: 'lee.admin@contoso.example',
  CallerIpAddress: '198.51.100.14',
  CategoryValue: 'Administrative',
  Claims: JSON.stringify(claims),
  CorrelationId: correlationId,
  ResourceGroup: 'RG-APP',
  SubscriptionId: '00000000-0000-0000-0000-000000000001',
  _ResourceId: rule.toLowerCase(),
};

const common = {
  time: '2025-03-18T09:15:18.443Z',
  outcome: 'success',
  caller: 'lee.admin@contoso.example',
  callerId: '00000000-0000-0000-0000-0000000000aa',
  callerAddress: '198.51.100.14',
  appId: '1950a258-227b-4e31-a9cf-717495945fc2',
  resourceNames: ['corp-app-relay', 'sql-prod', 'defaultlistener'],
  subscription: '00000000-0000-0000-0000-000000000001',
  correlationId,
  records: 1,
};

describe('one event in every spelling', () => {
  it.each([
    ['REST', [rest], operation],
    ['az, flattened', [flattened], operation],
    ['REST with its wrapper', { value: [rest] }, operation],
    ['diagnostic settings', { records: [diagnostic] }, operation.toUpperCase()],
    ['Log Analytics', [logAnalytics], operation.toUpperCase()],
  ])('%s', (_, exported, spelt) => {
    const row = onlyRow(readJson(kind, exported));
    expect({ ...row, subscription: String(row['subscription']).toLowerCase() }).toMatchObject(common);
    expect(row['operation']).toBe(spelt);
  });

  it('a storage blob of JSON lines', () => {
    const reading = readText(kind, `${JSON.stringify(diagnostic)}\r\n${JSON.stringify(diagnostic)}\r\n`);
    expect(reading).toMatchObject({ format: 'JSON Lines, UTF-8', records: 2, problem: null });
    expect(onlyRow(reading)).toMatchObject({ ...common, records: 2 });
  });

  it('Log Analytics as tables, and as CSV with the zone in its title', () => {
    const columns = Object.keys(logAnalytics).map((name) => ({ name, type: 'string' }));
    const table = { tables: [{ name: 'PrimaryResult', columns, rows: [Object.values(logAnalytics)] }] };
    expect(onlyRow(readJson(kind, table))).toMatchObject(common);
    const { TimeGenerated: _, ...rest } = logAnalytics;
    const csv = csvOf([{ 'TimeGenerated [UTC]': '3/18/2025, 9:15:18.443 AM', ...rest }]);
    expect(onlyRow(readText(kind, csv))).toMatchObject(common);
  });

  it('refuses a local time, whose zone nobody knows', () => {
    const { TimeGenerated: _, ...rest } = logAnalytics;
    const csv = csvOf([{ 'TimeGenerated [Local Time]': '3/18/2025, 10:15:18.443 AM', ...rest }]);
    expect(readText(kind, csv)).toMatchObject({
      rows: [],
      problem: expect.stringContaining('its time is missing, or has no zone'),
    });
  });

  it("the portal's CSV has no identifiers of operations, and the row says so", () => {
    const csv = csvOf([
      {
        'Correlation id': correlationId,
        'Operation name': 'List hybrid connection keys',
        Status: 'Succeeded',
        'Event category': 'Administrative',
        Level: 'Informational',
        Time: '2025-03-18T09:15:18.443Z',
        Subscription: '00000000-0000-0000-0000-000000000001',
        'Event initiated by': 'lee.admin@contoso.example',
        'Resource type': 'Microsoft.Relay/namespaces/hybridConnections/authorizationRules',
        'Resource group': 'rg-app',
        Resource: rule,
      },
    ]);
    expect(onlyRow(readText(kind, `\ufeff${csv}`))).toMatchObject({
      time: '2025-03-18T09:15:18.443Z',
      operation: null,
      operationName: 'List hybrid connection keys',
      outcome: 'success',
      caller: 'lee.admin@contoso.example',
      resourceNames: ['corp-app-relay', 'sql-prod', 'defaultlistener'],
    });
  });
});

describe('the cloud of an export', () => {
  const namespacesOf = (aud: string | null) => {
    const row = onlyRow(readJson(kind, [{ ...rest, claims: { ...claims, aud } }]));
    return [row['zone'], row['namespaces']];
  };
  it.each([
    ['https://management.azure.com/', 'servicebus.windows.net', 'corp-app-relay'],
    ['https://management.core.windows.net/', 'servicebus.windows.net', 'corp-app-relay'],
    [
      'https://management.core.chinacloudapi.cn/',
      'servicebus.chinacloudapi.cn',
      'corp-app-relay.servicebus.chinacloudapi.cn',
    ],
    [
      'https://management.usgovcloudapi.net',
      'servicebus.usgovcloudapi.net',
      'corp-app-relay.servicebus.usgovcloudapi.net',
    ],
    ['https://management.azure.com.attacker.example/', null, 'corp-app-relay'],
    [null, null, 'corp-app-relay'],
  ])('of a token for %s', (aud, zone, namespace) => {
    expect(namespacesOf(aud)).toEqual([zone, [namespace]]);
  });
});

describe('records of one action', () => {
  const started = {
    ...rest,
    status: both('Started'),
    eventTimestamp: '2025-03-18T09:15:17.1Z',
    eventDataId: '1',
    httpRequest: null,
    claims: {},
  };

  it('become one row with both states, whichever comes first', () => {
    for (const exported of [
      [started, rest],
      [rest, started],
    ]) {
      const row = onlyRow(readJson(kind, exported));
      expect(row).toMatchObject({
        time: '2025-03-18T09:15:17.100Z',
        ended: '2025-03-18T09:15:18.443Z',
        status: 'Succeeded',
        states: ['Started', 'Succeeded'],
        outcome: 'success',
        callerAddress: '198.51.100.14',
        appId: claims.appid,
        record: 1,
        records: 2,
      });
    }
  });

  it('stay apart when a deployment spans several operations or resources', () => {
    const other = { ...rest, operationName: both('Microsoft.Relay/namespaces/write') };
    const elsewhere = { ...rest, resourceId: rule.replace('sql-prod', 'adfs-mgmt') };
    expect(readJson(kind, [rest, other, elsewhere]).rows).toHaveLength(3);
  });

  it('stay apart without a correlation id', () => {
    const without = { ...rest, correlationId: '' };
    expect(readJson(kind, [without, without]).rows).toHaveLength(2);
  });

  it('keep a failure', () => {
    const failed = { ...rest, status: both('Failed') };
    expect(onlyRow(readJson(kind, [started, failed]))).toMatchObject({ outcome: 'failure', status: 'Failed' });
  });
});

it('shows a service principal by its object id', () => {
  const principal = { ...rest, caller: null, claims: { ...claims, appid: 'app', ipaddr: null } };
  const { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': _, name: __, ...left } = principal.claims;
  const row = onlyRow(readJson(kind, [{ ...principal, claims: left }]));
  expect(row).toMatchObject({ caller: '00000000-0000-0000-0000-0000000000aa', appId: 'app' });
});

it('lets no key out', () => {
  const key = 'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=';
  const leaking = { ...rest, caller: `Endpoint=sb://a/;SharedAccessKey=${key}` };
  const said = JSON.stringify(readJson(kind, [leaking, { note: `SharedAccessKey=${key}` }]));
  expect(said).toContain('869d96f35171b4c7');
  expect(said).not.toContain(key);
});
