import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const keys = ['HKLM:\\A', 'HKLM:\\B'];
const service = {
  name: 'Relay',
  displayName: 'The Relay',
  path: 'C:\\r.exe',
  fileCreated: '2025-02-10T00:00:00.000Z',
  from: ['E8#1'],
};
const creation = {
  kind: 'event',
  id: 7045,
  serviceName: 'The Relay',
  time: '2025-02-11T02:16:52.339Z',
  from: ['E11#1'],
};
const log = { name: 'Application', outcome: 'empty', reason: null, from: '2025-01-09T00:00:00.000Z', truncated: false };
const read = [log, { name: keys[0]!, outcome: 'collected' }, { name: keys[1]!, outcome: 'notRun', reason: 'absent' }];
const trace = (installs: JsonObject[], sources: JsonObject[] = read, services: JsonObject[] = [service]) =>
  run('installerTrace', { services, installs, sources }, { log: 'Application', keys }).value as JsonObject[];

test('no trace, although log and keys were read from before the creation', () => {
  expect(trace([creation])).toEqual([
    {
      ...{ name: 'Relay', path: 'C:\\r.exe', at: creation.time, basis: 'creation' },
      ...{ traced: false, reason: null, from: ['E8#1', 'E11#1'] },
    },
  ]);
});

test('without a record of the creation, the file tells when it came', () => {
  expect(trace([])).toMatchObject([{ traced: false, at: service.fileCreated, basis: 'file' }]);
});

test.each([
  ['a package record', { kind: 'event', id: 1040, time: '2025-02-11T02:16:48.000Z', from: ['E11#2'] }],
  ['an Uninstall key', { kind: 'product', product: 'Relay', from: ['E11#3'] }],
])('%s is a trace', (_, row) => {
  expect(trace([creation, row])).toMatchObject([{ traced: true, from: row.from }]);
});

test.each([
  ['begins later', [{ ...log, from: '2025-02-11T03:00:00.000Z' }, ...read.slice(1)], /was read from .* only$/],
  ['was refused', [{ ...log, outcome: 'failed', from: null }, ...read.slice(1)], /Application could not be read/],
  ['was cut', [{ ...log, truncated: true }, ...read.slice(1)], /cut short/],
  ['is not known of', [], /Application could not be read/],
])('where the log %s, nothing is said to be absent', (_, sources, reason) => {
  expect(trace([creation], sources)).toMatchObject([{ traced: null, reason: expect.stringMatching(reason) }]);
});

test('a key that could not be read leaves it open', () => {
  const denied = [log, read[1]!, { name: keys[1]!, outcome: 'failed', reason: 'denied' }];
  expect(trace([creation], denied)).toMatchObject([{ traced: null, reason: 'HKLM:\\B could not be read' }]);
});

test('when the service came must be known', () => {
  expect(trace([], read, [{ ...service, fileCreated: null }])).toMatchObject([{ traced: null, at: null, basis: null }]);
});
