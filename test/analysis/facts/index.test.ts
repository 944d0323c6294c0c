import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factFunctions } from '../../../src/analysis/index.js';
import type { Json, JsonObject } from '../../../src/domain/json.js';

/** Values that reach deeper into a function than random JSON does. */
const plausible = fc.constantFrom<Json>(
  ...[
    1040,
    4697,
    4688,
    4624,
    5,
    'logon',
    'process',
    'boot',
    'profile',
    'log',
    'cleared',
    1034,
    'target',
    'relay',
    'Established',
    'Listen',
  ],
  ...['2025-02-11T02:16:52.341Z', '20250211', '::1', '010.1.1.1', '192.0.2.0/24', 'a.example:1', 'S-1-5-18', '0x1a2c'],
);
const fields = [
  ...['id', 'kind', 'time', 'created', 'class', 'name', 'entry', 'data', 'type', 'sid', 'account', 'logonId', 'uri'],
  ...['processId', 'clientProcessId', 'parentProcessId', 'path', 'state', 'localPort', 'remotePort', 'remoteAddress'],
  ...[
    'connection',
    'namespace',
    'targetHost',
    'targetPort',
    'address',
    'addresses',
    'networks',
    'role',
    'service',
    'from',
    'endpoint',
    'sources',
    'event',
    'recordId',
    'channel',
    'to',
    'outcome',
    ...[
      'log',
      'start',
      'end',
      'open',
      'logonType',
      'linkedLogonId',
      'direction',
      'rightCreated',
      'about',
      'at',
      'precision',
    ],
    ...[
      'ownerSid',
      'owner',
      'fileOwnerSid',
      'commandLine',
      'serviceName',
      'product',
      'subjectSid',
      'subjectLogonId',
      'userSid',
    ],
  ],
];
const row = fc.dictionary(fc.constantFrom(...fields), fc.oneof(plausible, fc.jsonValue({ maxDepth: 1 })));
/** What arrives has been JSON, which has no -0. */
const value = fc
  .oneof(fc.array(row, { maxLength: 6 }), row, fc.jsonValue({ maxDepth: 2 }))
  .map((json): Json => JSON.parse(JSON.stringify(json)));

test.each(factFunctions)('$name takes whatever a host delivers', (one) => {
  const args = fc.record(
    Object.fromEntries((one.with.length > 0 ? one.with : ['anything']).map((name) => [name, value])),
  );
  const names = [
    'within',
    'left',
    'right',
    'up',
    'down',
    'allDown',
    'key',
    'keep',
    'about',
    'relayNames',
    'anything',
    'tolerance',
    'log',
    'before',
    'keys',
    'logonTypes',
  ];
  const params = fc.dictionary(fc.constantFrom(...names), value);
  fc.assert(
    fc.property(args, params, (given, settings) => {
      const result = one.run(given as JsonObject, settings, () => {});
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }),
  );
});
