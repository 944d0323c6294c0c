import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import { readAttachment } from '../../src/attachments/index.js';
import type { Attached } from '../../src/domain/attachment.js';
import { answers, authorised } from './scenarios/authorised.js';
import { caseOf } from './scenarios/case.js';
import { suspicious } from './scenarios/suspicious.js';

const suspiciousCase = () => caseOf(suspicious, { host: 'ADFS01.contoso.example' });
const authorisedCase = () => caseOf(authorised, { host: 'APP03.contoso.example', answers });

/** Attaches exports to a case, as A1, A2, … in the order given. */
function withFiles<T extends object>(input: T, files: { [attachment: string]: [kind: string, records: unknown] }) {
  const attached = Object.entries(files).map(([attachment, [kind, records]], n): [string, Attached] => [
    attachment,
    { id: `A${n + 1}`, state: 'attached', rows: readAttachment(kind, Buffer.from(JSON.stringify(records))).rows },
  ]);
  return { ...input, attached: Object.fromEntries(attached) };
}
const found = (input: Parameters<typeof analyse>[0], id: string) =>
  analyse(input).findings.filter((finding) => finding.id === id);

const relay = (namespace: string, more = '') =>
  `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/${namespace}${more}`;
const activity = (operationName: string, resourceId: string, eventTimestamp: string, more: object = {}) => ({
  eventTimestamp,
  operationName,
  resourceId,
  status: 'Succeeded',
  caller: 'lee.admin@contoso.example',
  httpRequest: { clientIpAddress: '198.51.100.14' },
  ...more,
});
const listKeys = 'MICROSOFT.RELAY/NAMESPACES/HYBRIDCONNECTIONS/AUTHORIZATIONRULES/LISTKEYS/ACTION';
const rule = relay('contoso-relay-example', '/hybridConnections/adfs-mgmt/authorizationRules/defaultListener');

describe('the Activity Log', () => {
  it.each([
    ['five hours before the change', '2025-02-10T21:18:31Z', 1],
    ['half an hour after it', '2025-02-11T02:48:00Z', 1],
    ['a day before', '2025-02-10T02:18:31Z', 0],
    ['two hours after', '2025-02-11T04:30:00Z', 0],
  ])('keys read %s', (_, at, count) => {
    const input = withFiles(suspiciousCase(), { activityLog: ['azureActivityLog', [activity(listKeys, rule, at)]] });
    const findings = found(input, 'keyReadNearChange');
    expect(findings).toHaveLength(count);
    for (const finding of findings) expect(finding.from).toEqual(['A1#1']);
    expect(analyse(input).notEvaluated).toEqual([]);
  });

  it('says who made relay and rule, on the namespaces that were found and on no other', () => {
    const write = (namespace: string) => [
      activity(
        'Microsoft.Relay/namespaces/hybridConnections/write',
        relay(namespace, '/hybridConnections/x'),
        '2025-02-11T02:10:55Z',
      ),
      activity(
        'Microsoft.Relay/namespaces/authorizationRules/write',
        relay(namespace, '/authorizationRules/y'),
        '2025-02-11T02:11:00Z',
      ),
    ];
    const input = withFiles(suspiciousCase(), {
      activityLog: ['azureActivityLog', [...write('corp-app-relay'), ...write('CONTOSO-relay-example')]],
    });
    expect(found(input, 'relayWritten').map(({ from }) => from)).toEqual([['A1#3']]);
    expect(found(input, 'authorisationRuleWritten').map(({ from }) => from)).toEqual([['A1#4']]);
    expect(found(input, 'relayWritten')[0]!.says).toContainEqual({ value: 'lee.admin@contoso.example' });
  });

  it('lowers only the connection that an app was bound to', () => {
    const bound =
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/orders/hybridConnectionNamespaces/corp-app-relay/relays/sql-prod';
    const input = withFiles(authorisedCase(), {
      activityLog: [
        'azureActivityLog',
        [activity('Microsoft.Web/sites/hybridConnectionNamespaces/relays/write', bound, '2025-01-20T09:15:18Z')],
      ],
    });
    expect(found(input, 'appBound')).toMatchObject([
      { subject: 'corp-app-relay/sql-prod', from: ['A1#1'], weight: -5 },
    ]);
    expect(analyse(input).proposed.level).toBe('authorised');
  });

  it('says so where an export has no identifiers, instead of passing the operation over', () => {
    const record = {
      'Operation name': 'List hybrid connection keys',
      Time: '2025-02-11T02:00:00Z',
      'Event initiated by': 'lee.admin@contoso.example',
      Resource: rule,
    };
    const input = withFiles(suspiciousCase(), { activityLog: ['azureActivityLog', [record]] });
    expect(found(input, 'operationsUnnamed')).toMatchObject([{ from: ['A1#1'], weight: 0 }]);
    expect(analyse(input).notEvaluated).toEqual([]);
  });
});

describe("the relay's own log", () => {
  it('counts the sessions of each connection', () => {
    const event = (operation: string, at: string, entity = 'sql-prod') => ({
      operationName: `Microsoft.Relay/HybridConnections/${operation}`,
      endpoint: `sb://corp-app-relay.servicebus.windows.net/${entity}/g`,
      EventTimeString: at,
      category: 'HybridConnectionsEvent',
    });
    const input = withFiles(authorisedCase(), {
      relayDiagnostics: [
        'relayDiagnostics',
        [
          event('NewListenerRegistered', '2025-02-23T20:04:41Z'),
          event('SenderListenerConnectionEstablished', '2025-03-01T06:00:04Z'),
          event('SenderListenerConnectionEstablished', '2025-03-02T06:00:03Z'),
          event('SenderListenerConnectionEstablished', '2025-03-02T07:00:03Z', 'other'),
        ],
      ],
    });
    expect(found(input, 'sessionsLogged')).toMatchObject([
      { subject: 'corp-app-relay/sql-prod', from: ['A1#2', 'A1#3'], weight: 15 },
    ]);
    expect(found(input, 'sessionsLogged')[0]!.says).toContainEqual({ value: '2' });
    expect(analyse(input).proposed.level).toBe('authorised');
  });
});

describe('sign-ins', () => {
  const audit = (CreationTime: string, UserId: string, ClientIP: string, Operation = 'UserLoggedIn') => ({
    AuditData: JSON.stringify({
      CreationTime,
      UserId,
      ClientIP,
      Operation,
      Workload: 'AzureActiveDirectory',
      ResultStatus: 'Success',
    }),
  });
  const user = 'SVC-Backup@contoso.example';
  const early = audit('2025-01-14T22:00:07', user, '198.51.100.20');
  const attack = audit('2025-02-11T02:08:40', user, '203.0.113.45');
  const withAudit = (...records: unknown[]) => withFiles(suspiciousCase(), { auditLog: ['unifiedAuditLog', records] });

  it('from the address of the installing logon point at it', () => {
    const input = withAudit(early, attack);
    expect(found(input, 'signInFromInstallingAddress').map(({ from }) => from)).toEqual([['A1#2']]);
    expect(analyse(input).notEvaluated).toEqual([]);
  });

  it('are unusual only against earlier ones of the same account', () => {
    const ids = (...records: unknown[]) => found(withAudit(...records), 'unusualSignIn').map(({ from }) => from);
    expect(ids(early, attack)).toEqual([['A1#2']]);
    expect(ids(attack), 'nothing to compare with').toEqual([]);
    expect(ids(audit('2025-01-15T22:00:07', user, '203.0.113.45'), attack), 'seen before').toEqual([]);
    expect(ids(audit('2025-01-15T22:00:07', 'x@contoso.example', '198.51.100.20'), attack), 'another account').toEqual(
      [],
    );
  });

  it('are looked at by account and by client, within a day of what was set up', () => {
    const signIn = (createdDateTime: string, userPrincipalName: string, appId: string) => ({
      createdDateTime,
      userPrincipalName,
      appId,
      ipAddress: '203.0.113.45',
      status: { errorCode: 0 },
    });
    const gui = '1950a258-227b-4e31-a9cf-717495945fc2';
    const input = withFiles(suspiciousCase(), {
      signIns: [
        'entraSignIns',
        [
          signIn('2025-02-11T01:00:00Z', 'lee@contoso.example', gui),
          signIn('2025-02-11T01:00:00Z', user, 'other'),
          signIn('2025-02-11T01:00:00Z', 'lee@contoso.example', 'other'),
          signIn('2025-02-01T01:00:00Z', user, gui),
        ],
      ],
    });
    expect((analyse(input).facts['signIns'] as { from: string[] }[]).map(({ from }) => from)).toEqual([
      ['A1#1'],
      ['A1#2'],
    ]);
  });

  it('that fail are counted from five on', () => {
    const failed = (n: number) => audit(`2025-02-11T02:08:${10 + n}`, user, '203.0.113.45', 'UserLoginFailed');
    expect(found(withAudit(...[1, 2, 3, 4].map(failed)), 'failedSignIns')).toEqual([]);
    expect(found(withAudit(...[1, 2, 3, 4, 5].map(failed)), 'failedSignIns')).toMatchObject([
      { from: ['A1#1', 'A1#2', 'A1#3', 'A1#4', 'A1#5'] },
    ]);
  });
});

it('asks for an export that can be read where one could not', () => {
  const attached = { signIns: { id: 'A1', state: 'notUnderstood' as const, rows: [] } };
  const { proposed } = analyse({ ...authorisedCase(), attached });
  expect(JSON.stringify(proposed.wouldChange)).toContain(
    'An export of the Microsoft 365 and Azure logs that can be read',
  );
});
