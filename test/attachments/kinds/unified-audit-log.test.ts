import { describe, expect, it } from 'vitest';
import { readAttachment } from '../../../src/attachments/index.js';
import { csvOf, onlyRow, readJson, readText } from '../export.js';

const kind = 'unifiedAuditLog';
const data = {
  CreationTime: '2025-02-11T02:08:40',
  Id: '77777777-8888-4999-8aaa-bbbbbbbbbbbb',
  Operation: 'UserLoggedIn',
  RecordType: 15,
  Workload: 'AzureActiveDirectory',
  UserId: 'svc-backup@contoso.example',
  ClientIP: '203.0.113.45',
  ResultStatus: 'Success',
  ApplicationId: '1950a258-227b-4e31-a9cf-717495945fc2',
  ExtendedProperties: [{ Name: 'UserAgent', Value: 'Mozilla/5.0' }],
};
const row = {
  RecordType: 'AzureActiveDirectoryStsLogon',
  CreationDate: '2025-02-11T02:08:40',
  UserIds: 'svc-backup@contoso.example',
  Operations: 'UserLoggedIn',
  AuditData: JSON.stringify(data),
  ResultIndex: 1,
  ResultCount: 1,
};
const expected = {
  time: '2025-02-11T02:08:40.000Z',
  operation: 'UserLoggedIn',
  user: 'svc-backup@contoso.example',
  address: '203.0.113.45',
  workload: 'AzureActiveDirectory',
  outcome: 'success',
  appId: data.ApplicationId,
  userAgent: 'Mozilla/5.0',
};

describe('one record in every spelling', () => {
  it.each([
    ['Search-UnifiedAuditLog through PowerShell 7', [row]],
    // an enumeration is a number or an object there, a date a text of its own; a single row is no list
    [
      'through Windows PowerShell',
      { ...row, RecordType: { value: 15, Value: 'X' }, CreationDate: '/Date(1739239720000)/' },
    ],
    ['the Management Activity API', [data]],
    ['AuditData taken apart', [{ ...row, AuditData: data }]],
  ])('%s', (_, exported) => {
    expect(onlyRow(readJson(kind, exported))).toMatchObject(expected);
  });

  it("Export-Csv of Windows PowerShell in UTF-16, with the exporter's own date", () => {
    const csv = `#TYPE Selected.System\r\n${csvOf([{ RecordType: 'x', CreationDate: '11.02.2025 03:08:40', UserIds: 'a', Operations: 'UserLoggedIn', AuditData: row.AuditData }])}\r\n`;
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, 'utf16le')]);
    expect(onlyRow(readAttachment(kind, bytes))).toMatchObject(expected);
  });

  it("the portal's CSV", () => {
    const csv = csvOf([
      {
        RecordId: 'r',
        CreationDate: '2025-02-11T02:08:40.0000000Z',
        RecordType: '15',
        Operation: 'UserLoggedIn',
        UserId: 'a',
        AuditData: row.AuditData,
      },
    ]);
    expect(onlyRow(readText(kind, csv))).toMatchObject(expected);
  });
});

it.each([
  ['203.0.113.45:51234', '203.0.113.45'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['<null>', '<null>'],
])('takes the port off %s', (ClientIP, address) => {
  expect(onlyRow(readJson(kind, [{ ...data, ClientIP }]))['address']).toBe(address);
});

it('knows a failed sign-in by its operation', () => {
  const failed = { ...data, Operation: 'UserLoginFailed', ResultStatus: 'Success' };
  expect(onlyRow(readJson(kind, [failed]))['outcome']).toBe('failure');
});
