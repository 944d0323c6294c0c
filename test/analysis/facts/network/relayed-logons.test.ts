import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const logon = (time: string, more: JsonObject = {}): JsonObject => ({
  ...{ log: 'Security', id: 4624, time, sid: 'S-1-5-21-1-2-3-1187', account: 'X\\anna', logonType: 3, address: '::1' },
  from: [time],
  ...more,
});
const host = [{ addresses: ['192.0.2.20'], networks: ['192.0.2.20/24'], from: ['E7#1'] }];
const up = { key: 'sb://a', connection: 'ns/a', start: '2025-02-11T02:18:37.512Z', end: null, open: true };
const logons = (rows: JsonObject[], windows: JsonObject[] = [up], sessions: JsonObject[] = []) =>
  run('relayedLogons', { logons: rows, windows, host, sessions }, { within: 'PT5S' }).value as JsonObject[];
const [before, one, two] = [
  '2025-02-11T02:00:00.000Z',
  '2025-02-11T02:30:00.000Z',
  '2025-02-11T03:00:00.000Z',
] as const;

test('loopback logons of an account while the tunnel was up are one row', () => {
  expect(logons([logon(two), logon(one), logon(before)])).toMatchObject([
    {
      ...{ account: 'X\\anna', logonType: 3, address: '::1', scope: 'loopback', count: 2, first: one, last: two },
      ...{ connections: ['ns/a'], withSession: false, shell: false, from: [one, two] },
    },
  ]);
});

test.each([
  ['another address', { address: '192.0.2.66' }],
  ['no address', { address: null }],
  ["the host's own account", { account: 'X\\HOST$' }],
  ['an anonymous logon', { sid: 'S-1-5-7', account: 'NT AUTHORITY\\ANONYMOUS LOGON' }],
])('%s is not among them', (_, more) => {
  expect(logons([logon(one, more)])).toEqual([]);
});

test("the host's own address counts like loopback", () => {
  expect(logons([logon(one, { address: '::ffff:192.0.2.20' })])).toMatchObject([
    { address: '192.0.2.20', scope: 'self' },
  ]);
});

test('a window ends where it ended; one whose end is not in the log ends with the next start', () => {
  expect(logons([logon(two)], [{ ...up, end: '2025-02-11T02:40:00.000Z', open: false }])).toEqual([]);
  const crashed = { ...up, open: false };
  expect(logons([logon(one)], [crashed])).toEqual([]);
  const restarted = { ...up, start: '2025-02-11T02:45:00.000Z' };
  expect(logons([logon(one)], [crashed, restarted])).toHaveLength(1);
});

test('a window whose start is not in the log begins with it', () => {
  expect(logons([logon(before)], [{ ...up, start: null, end: one, open: false }])).toHaveLength(1);
});

test('4648 tells whose credentials were used', () => {
  const row = logon(one, { id: 4648, account: 'X\\anna', targetAccount: 'X\\lee', logonType: null });
  expect(logons([row])).toMatchObject([{ account: 'X\\lee', sid: null, eventIds: [4648], logonType: null }]);
});

test('a relayed session and a WinRM shell at the same moment stand beside it, and are referred to', () => {
  const shell = { id: 91, time: '2025-02-11T02:30:02.000Z', from: ['shell'] };
  const session = { rightCreated: '2025-02-11T02:29:59.000Z', from: ['session'] };
  expect(logons([logon(one), shell], [up], [session])).toMatchObject([
    { withSession: true, shell: true, from: [one, 'shell', 'session'] },
  ]);
  const late = { ...shell, time: '2025-02-11T02:31:00.000Z' };
  expect(logons([logon(one), late])).toMatchObject([{ shell: false, from: [one] }]);
});
