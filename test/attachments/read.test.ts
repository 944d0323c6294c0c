import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { attachmentKinds, readAttachment } from '../../src/attachments/index.js';
import { attachmentOutcome } from '../../src/domain/attachment.js';
import { readJson, readText } from './export.js';

const kinds = attachmentKinds.map(({ name }) => name);
const write = {
  eventTimestamp: '2025-03-01T06:00:04Z',
  operationName: 'Microsoft.Relay/namespaces/hybridConnections/write',
  status: 'Succeeded',
  caller: 'a',
};

describe('containers', () => {
  const lines = `${JSON.stringify(write)}\n\n${JSON.stringify({ ...write, caller: 'b' })}\n`;
  it.each([
    ['a list', JSON.stringify([write, { ...write, caller: 'b' }]), 'JSON'],
    ['value', JSON.stringify({ value: [write, { ...write, caller: 'b' }], nextLink: 'x' }), 'JSON'],
    ['lines', lines, 'JSON Lines'],
    [
      'lines of wrappers',
      `{"records":[${JSON.stringify(write)}]}\n{"records":[${JSON.stringify({ ...write, caller: 'b' })}]}`,
      'JSON Lines',
    ],
    [
      'commas',
      `eventTimestamp,operationName,caller\n${write.eventTimestamp},${write.operationName},a\n${write.eventTimestamp},${write.operationName},b`,
      'CSV',
    ],
    [
      'semicolons',
      `eventTimestamp;operationName;caller\n${write.eventTimestamp};${write.operationName};a\n${write.eventTimestamp};${write.operationName};b`,
      'CSV',
    ],
  ])('%s, in every encoding', (_, text, container) => {
    const encodings: [string, Uint8Array][] = [
      ['UTF-8', Buffer.from(text)],
      ['UTF-8', Buffer.from(`\ufeff${text}`)],
      ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
      ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ];
    for (const [encoding, bytes] of encodings) {
      const reading = readAttachment('azureActivityLog', bytes);
      expect(reading).toMatchObject({ format: `${container}, ${encoding}`, records: 2, problem: null });
      expect(reading.rows.map((row) => row['caller'])).toEqual(['a', 'b']);
    }
  });

  it('numbers rows by their record in the file', () => {
    expect(readJson('azureActivityLog', [1, write]).rows[0]).toMatchObject({ record: 2 });
  });
});

describe('what does not fit', () => {
  it('is counted and named, and the file has failed for all that it can prove of absence', () => {
    const reading = readJson('azureActivityLog', [write, { note: 'x' }, 'text', { ...write, eventTimestamp: 'soon' }]);
    expect(reading.rows).toHaveLength(1);
    expect(reading.notUnderstood).toEqual({
      count: 3,
      first: [
        { record: 2, reason: 'it has no operation of Azure and no caller' },
        { record: 3, reason: 'the record is not an object' },
        { record: 4, reason: 'its time is missing, or has no zone' },
      ],
    });
    expect(attachmentOutcome(reading)).toEqual({ outcome: 'failed', reason: 'invalidRows' });
  });

  it('a torn line of JSON is one record', () => {
    const reading = readText('azureActivityLog', `${JSON.stringify(write)}\n{"eventTimest`);
    expect(reading).toMatchObject({ records: 2, rows: [{ caller: 'a' }], notUnderstood: { count: 1 } });
  });

  it.each([
    ['an empty file', '', 'it is empty'],
    ['prose', 'No logs could be found.', 'it is neither JSON nor a table with a line of titles'],
    ['JSON cut off', '[{"a": 1}, {"b"', /^it begins like JSON and is not/],
    ['JSON nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested more than 64 levels/],
    ['another export', '[{"hello": "world"}]', /^none of its 1 records is an entry of the Azure Activity Log/],
    ['another table', 'a,b\n1,2', /^none of its 1 records/],
    ['a torn table', 'a,b\n"1', /^it is not a table/],
  ])('%s gives no rows and the reason', (_, text, problem) => {
    const reading = readText('azureActivityLog', text);
    expect(reading.rows).toEqual([]);
    expect(reading.problem).toMatch(problem);
    expect(attachmentOutcome(reading).outcome).toBe('failed');
  });

  it('an empty export is an answer', () => {
    const reading = readText('azureActivityLog', '[]');
    expect(reading).toMatchObject({ problem: null, records: 0 });
    expect(attachmentOutcome(reading)).toEqual({ outcome: 'empty', reason: null });
  });

  it('a file beyond the limit is not read', () => {
    expect(readAttachment('azureActivityLog', Buffer.alloc(64 * 1024 * 1024 + 1)).problem).toMatch(/split the export/);
  });
});

describe('hostile files', () => {
  /** Objects with the names that readers look for, and anything in them. */
  const names = [
    ...['time', 'TimeGenerated', 'eventTimestamp', 'CreationTime', 'operationName', 'OperationNameValue', 'Operation'],
    ...[
      'AuditData',
      'claims',
      'identity',
      'httpRequest',
      'resourceId',
      'correlationId',
      'status',
      'endpoint',
      'category',
    ],
    ...['appId', 'userPrincipalName', 'location', 'properties', 'signInEventTypes', 'ExtendedProperties', 'Workload'],
    ...['__proto__', 'constructor', 'value', 'records', 'tables', 'columns', 'rows', ''],
  ];
  const value = fc.oneof(
    fc.constantFrom(
      '2025-03-01T06:00:04Z',
      '2025-03-01T06:00:04',
      'Microsoft.Relay/x/write',
      '/Date(9e99)/',
      '{"a":',
      '{}',
    ),
    fc.constantFrom(
      '/Date(8640000000000001)/',
      '99/99/9999, 99:99:99 AM',
      'SignInLogs',
      'sb://a.b/c',
      'HybridConnectionsEvent',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const hostile = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { maxKeys: 8 });
  /** Half of them are records of the kind with something in them replaced, so that rows come of it. */
  const genuine: { [kind: string]: object } = {
    azureActivityLog: { ...write, correlationId: 'c' },
    relayDiagnostics: { time: write.eventTimestamp, operationName: 'X', category: 'HybridConnectionsEvent' },
    entraSignIns: { createdDateTime: write.eventTimestamp, appId: 'a', userPrincipalName: 'u' },
    unifiedAuditLog: { AuditData: '{"CreationTime":"2025-03-01T06:00:04","Operation":"X","Workload":"W"}' },
  };
  const recordOf = (kind: string) =>
    fc.oneof(
      hostile,
      hostile.map((more) => ({ ...genuine[kind], ...more })),
    );
  let rowsSeen = 0;

  const holds = (kind: (typeof attachmentKinds)[number], bytes: Uint8Array) => {
    const reading = readAttachment(kind.name, bytes);
    rowsSeen += reading.rows.length;
    for (const row of reading.rows) {
      expect(Object.keys(row)).toEqual(Object.keys(kind.fields));
      for (const [name, { type, nullable }] of Object.entries(kind.fields)) {
        const item = row[name]!;
        if (item === null) expect(nullable, name).toBe(true);
        else if (type === 'strings') expect((item as unknown[]).every((one) => typeof one === 'string')).toBe(true);
        else if (type === 'time') expect(item).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        else expect(typeof item).toBe(type === 'integer' ? 'number' : 'string');
      }
    }
    expect(reading.rows.length).toBeLessThanOrEqual(reading.records);
  };

  test.each(attachmentKinds)('$name: no JSON throws, and rows have the declared fields', (kind) => {
    const record = recordOf(kind.name);
    rowsSeen = 0;
    fc.assert(
      fc.property(fc.oneof(fc.array(record), record, fc.jsonValue()), (json) =>
        holds(kind, Buffer.from(JSON.stringify(json))),
      ),
    );
    expect(rowsSeen).toBeGreaterThan(20);
  });

  test.each(attachmentKinds)('$name: no table throws, and rows have the declared fields', (kind) => {
    const cell = fc.oneof(
      fc.constantFrom(...names),
      fc.string(),
      value.map((item) => JSON.stringify(item)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 })), (rows) =>
        holds(kind, Buffer.from(rows.map((cells) => cells.join(',')).join('\n'))),
      ),
    );
  });

  test.each(kinds)('%s: no bytes throw', (kind) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readAttachment(kind, bytes).records >= 0));
  });
});
