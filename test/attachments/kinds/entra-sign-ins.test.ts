import { describe, expect, it } from 'vitest';
import { csvOf, onlyRow, readJson, readText } from '../export.js';

const kind = 'entraSignIns';
const gui = '1950a258-227b-4e31-a9cf-717495945fc2';
const analytics = {
  TimeGenerated: '2025-02-11T02:08:40.5Z',
  CreatedDateTime: '2025-02-11T02:08:40.1Z',
  UserPrincipalName: 'svc-backup@contoso.example',
  UserId: '00000000-0000-0000-0000-0000000000bb',
  AppId: gui,
  AppDisplayName: 'Microsoft Azure PowerShell',
  ResourceDisplayName: 'Windows Azure Service Management API',
  IPAddress: '203.0.113.45',
  Location: 'DE',
  LocationDetails: '{"city":"Bonn","countryOrRegion":"DE"}',
  ClientAppUsed: 'Mobile Apps and Desktop clients',
  AuthenticationProtocol: 'deviceCode',
  ConditionalAccessStatus: 'notApplied',
  ResultType: '0',
  DeviceDetail: '{"deviceId":"","operatingSystem":"Windows 10"}',
  CorrelationId: 'c',
  Id: 'r',
  IsInteractive: true,
};
const graph = {
  id: 'r',
  createdDateTime: '2025-02-11T02:08:40.1Z',
  userPrincipalName: 'svc-backup@contoso.example',
  userId: '00000000-0000-0000-0000-0000000000bb',
  appId: gui,
  appDisplayName: 'Microsoft Azure PowerShell',
  resourceDisplayName: 'Windows Azure Service Management API',
  ipAddress: '203.0.113.45',
  clientAppUsed: 'Mobile Apps and Desktop clients',
  authenticationProtocol: 'deviceCode',
  conditionalAccessStatus: 'notApplied',
  isInteractive: true,
  correlationId: 'c',
  status: { errorCode: 0, failureReason: 'Other.' },
  deviceDetail: { deviceId: '', operatingSystem: 'Windows 10' },
  location: { city: 'Bonn', countryOrRegion: 'DE' },
};
const expected = {
  time: '2025-02-11T02:08:40.100Z',
  identity: 'user',
  user: 'svc-backup@contoso.example',
  appId: gui,
  address: '203.0.113.45',
  location: 'Bonn, DE',
  protocol: 'deviceCode',
  result: '0',
  outcome: 'success',
  device: 'Windows 10',
  correlationId: 'c',
  requestId: 'r',
};

describe('one sign-in in every spelling', () => {
  it.each([
    ['Log Analytics', [analytics]],
    ['Graph', { '@odata.context': 'https://graph.example/', value: [graph] }],
    [
      'diagnostic settings',
      { records: [{ time: 'x', operationName: 'Sign-in activity', category: 'SignInLogs', properties: graph }] },
    ],
  ])('%s', (_, exported) => {
    expect(onlyRow(readJson(kind, exported))).toMatchObject(expected);
  });

  it("the portal's CSV", () => {
    const csv = csvOf([
      {
        'Date (UTC)': '2025-02-11T02:08:40Z',
        'Request ID': 'r',
        'User agent': 'Mozilla/5.0',
        'Correlation ID': 'c',
        User: 'Backup service',
        Username: 'svc-backup@contoso.example',
        Application: 'Microsoft Azure PowerShell',
        'Application ID': gui,
        'IP address': '203.0.113.45',
        Location: 'Bonn, Nordrhein-Westfalen, DE',
        Status: 'Failure',
        'Sign-in error code': '50126',
        'Failure reason': 'Error validating credentials due to invalid username or password.',
      },
    ]);
    expect(onlyRow(readText(kind, csv))).toMatchObject({
      time: '2025-02-11T02:08:40.000Z',
      user: 'svc-backup@contoso.example',
      appId: gui,
      address: '203.0.113.45',
      result: '50126',
      outcome: 'failure',
      resultText: 'Error validating credentials due to invalid username or password.',
    });
  });
});

describe('who signed in', () => {
  it.each([
    [{ ...analytics, IsInteractive: false }, 'nonInteractiveUser'],
    [{ ...analytics, Type: 'AADNonInteractiveUserSignInLogs' }, 'nonInteractiveUser'],
    [{ ...graph, signInEventTypes: ['nonInteractiveUser'] }, 'nonInteractiveUser'],
    [{ ...graph, signInEventTypes: ['managedIdentity'] }, 'managedIdentity'],
  ])('%#: %s', (record, identity) => {
    expect(onlyRow(readJson(kind, [record]))['identity']).toBe(identity);
  });

  it('a service principal', () => {
    const { UserPrincipalName: _, UserId: __, ...rest } = analytics;
    const record = { ...rest, ServicePrincipalName: 'backup-app', ServicePrincipalId: 'sp', ResultType: 7000215 };
    expect(onlyRow(readJson(kind, [record]))).toMatchObject({
      identity: 'servicePrincipal',
      user: 'backup-app',
      userId: 'sp',
      result: '7000215',
      outcome: 'failure',
    });
  });
});
