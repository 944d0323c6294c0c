import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectionReaders, readDetection } from '../../src/detections/index.js';
import { KnownError } from '../../src/errors.js';

const read = (text: string, file = 'alert.json') => readDetection(Buffer.from(text), file);
const example = (story: string) => readFileSync(new URL(`../../examples/${story}/alert.json`, import.meta.url));
const winEvent = '{"Id":40302,"ProviderName":"p","LogName":"l","RecordId":9007199254740993}';

describe('readDetection', () => {
  it.each(detectionReaders.map((reader) => [reader.name, reader] as const))(
    'reads the example of %s',
    (name, reader) => {
      expect(read(reader.example).format).toBe(name);
    },
  );

  it('reads the alert of the tunnel story', () => {
    expect(readDetection(example('hcm-adfs-tunnel'), 'alert.json')).toMatchObject({
      format: 'datadog-signal',
      rule: { datadog: 'def-000-9kt' },
      host: { name: 'ADFS01.contoso.example', aliases: ['adfs01'] },
      time: '2025-02-11T02:18:37.512Z',
      event: { id: 40302, recordId: '17' },
      text: expect.stringContaining('\nsb://contoso-relay-example.servicebus.windows.net/adfs-mgmt'),
      notHeld: [],
    });
  });

  it('reads the alert of the authorised story', () => {
    expect(readDetection(example('hcm-authorised'), 'alert.json')).toMatchObject({
      format: 'ecs',
      host: { name: 'APP03.contoso.example', aliases: ['APP03'] },
      time: '2025-03-02T05:04:11.210Z',
      event: { provider: 'Microsoft-ServiceBus-Client', id: 40300, recordId: '412', data: {} },
      notHeld: ['event data'],
    });
  });

  it('reads what the > of Windows PowerShell 5.1 writes, a list of one', () => {
    const bytes = Buffer.from(`\ufeff[${winEvent}]\r\n`, 'utf16le');
    expect(readDetection(bytes, 'event.json').event).toMatchObject({ id: 40302 });
  });

  it('keeps a record id beyond 2^53', () => expect(read(winEvent).event!.recordId).toBe('9007199254740993'));

  it('refuses a list of several, and says how many', () => {
    expect(() => read(`[${winEvent},${winEvent}]`)).toThrow(
      expect.objectContaining({
        exit: 2,
        code: 'alert-count',
        parts: expect.objectContaining({ what: 'The file contains 2 alerts or events.', where: 'alert.json' }),
      }),
    );
  });

  it('lists the known formats with examples when it knows none', () => {
    const error = expect.objectContaining({
      code: 'alert-format',
      parts: {
        what: expect.stringContaining('"a", "b"'),
        where: 'standard input',
        expected: expect.stringMatching(new RegExp(detectionReaders.map(({ name }) => `${name} .*`).join('\n *'))),
      },
    });
    expect(() => read('{"a":1,"b":2}', '-')).toThrow(error);
  });

  it('calls - standard input', () => {
    expect(() => read('{\n"a" 1}', '-')).toThrow(
      expect.objectContaining({ parts: expect.objectContaining({ where: 'standard input:2:5' }) }),
    );
  });

  it('refuses a file beyond the size cap before it reads it', () => {
    expect(() => readDetection(new Uint8Array(16 * 1024 * 1024 + 1), 'a')).toThrow(
      expect.objectContaining({ code: 'alert-size' }),
    );
  });

  it('refuses deep nesting', () => {
    expect(() => read(`{"a":${'['.repeat(100_000)}`)).toThrow(
      expect.objectContaining({
        code: 'alert-malformed',
        parts: expect.objectContaining({ where: 'alert.json:1:205' }),
      }),
    );
  });

  it('gives a detection that is plain JSON, or a known error, for any JSON', () => {
    const key = fc.constantFrom(
      'data',
      'type',
      'attributes',
      'content',
      'tags',
      'Event',
      'System',
      'EventID',
      'EventData',
      'Data',
      'winlog',
      'winlog.event_id',
      'event_data',
      '@timestamp',
      'host',
      'name',
      'Id',
      'LogName',
      'ProviderName',
      'Properties',
      'hits',
      '_source',
      'fields',
      '__proto__',
      'constructor',
    );
    const leaf = fc.oneof(
      fc.constantFrom('signal', 'host:a', 'def-000-9kt', '40302', ''),
      fc.integer(),
      fc.constant(null),
      fc.string(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie('tree')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        try {
          const detection = read(JSON.stringify(value));
          expect(JSON.parse(JSON.stringify(detection))).toEqual(detection);
        } catch (error) {
          expect(error).toBeInstanceOf(KnownError);
        }
      }),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
