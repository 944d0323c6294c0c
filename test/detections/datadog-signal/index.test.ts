import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { datadogSignal } from '../../../src/detections/datadog-signal/index.js';
import type { Json, JsonObject } from '../../../src/domain/json.js';

const example = JSON.parse(
  readFileSync(new URL('../../../examples/hcm-adfs-tunnel/alert.json', import.meta.url), 'utf8'),
) as { data: { attributes: { custom: { samples: [{ content: { custom: { Event: JsonObject } } }] } } } };
const custom = example.data.attributes.custom;
const Event = custom.samples[0].content.custom.Event;
const uri = 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt';
const understood = {
  format: 'datadog-signal',
  rule: { datadog: 'def-000-9kt' },
  host: { name: 'ADFS01.contoso.example' },
  time: '2025-02-11T02:18:37.512Z',
  event: {
    provider: 'Microsoft-ServiceBus-Client',
    id: 40302,
    channel: 'Microsoft-ServiceBus-Client/Operational',
    recordId: '17',
    computer: 'ADFS01.contoso.example',
    data: { uri },
  },
  notHeld: [],
};
const tags = ['host:adfs01', 'rule_id:def-000-9kt'];
const withEvent = (change: JsonObject): Json => ({
  id: 'x',
  content: { tags, custom: { Event: { ...Event, ...change } } },
});

describe('datadog-signal', () => {
  it.each<[string, Json]>([
    ['the v2 API', example as unknown as Json],
    ['the v2 API, a list of one', { data: [example.data as unknown as Json] }],
    ['the v2 API without its wrapper', example.data as unknown as Json],
    ['attributes inside attributes', { data: { type: 'signal', attributes: { tags, attributes: { Event } } } }],
    ['content', { id: 'x', content: { tags, attributes: { Event } } }],
    ['flat', { id: 'x', tags, Event }],
    ['dotted keys', { tags, 'Event.System': Event['System']!, 'Event.EventData.Data.uri': uri }],
  ])('reads %s', (_, value) => {
    expect(datadogSignal.recognises(value)).toBe(true);
    expect(datadogSignal.read(value)).toMatchObject(understood);
  });

  it('takes title and rule name from the signal', () => {
    const name = 'Windows HybridConnectionManager service running';
    expect(datadogSignal.read(example as unknown as Json)).toMatchObject({ title: name, rule: { name } });
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'a list with names',
      {
        Data: [
          { '#text': 'a', Name: 'x' },
          { '#text': 'b', Name: 'y' },
        ],
      },
      { x: 'a', y: 'b' },
    ],
    ['one element with a name', { Data: { '#text': 'a', Name: 'x' } }, { x: 'a' }],
    ['an empty element', { Data: { Name: 'x' } }, { x: null }],
    ['a list without names', { Data: ['a', 'b'] }, { param1: 'a', param2: 'b' }],
    ['one text', { Data: 'a' }, { param1: 'a' }],
    ['a map that has a Name', { Data: { Name: 'a', Path: 'b' } }, { Name: 'a', Path: 'b' }],
    ['an empty map', { Data: {} }, {}],
    ['names without their level', { uri: 'a', Binary: '00' }, { uri: 'a' }],
    ['nothing', { Data: '' }, {}],
  ])('reads event data that is %s', (_, EventData, data) => {
    expect(datadogSignal.read(withEvent({ EventData }))).toMatchObject({ event: { data }, notHeld: [] });
  });

  it('distinguishes empty event data from missing event data', () => {
    const { EventData: _, ...without } = Event;
    expect(datadogSignal.read(withEvent({ EventData: '' })).notHeld).toEqual([]);
    expect(datadogSignal.read({ tags, Event: without }).notHeld).toEqual(['event data']);
  });

  it('reads user data', () => {
    const { EventData: _, ...without } = Event;
    const UserData = { LogFileCleared: { SubjectUserName: 'svc-backup' } };
    expect(datadogSignal.read({ tags, Event: { ...without, UserData } }).event!.data).toEqual(UserData.LogFileCleared);
  });

  it('keeps a data name __proto__', () => {
    const value = JSON.parse(
      '{"tags":["rule_id:def-000-9kt"],"Event":{"System":{"EventID":1},"EventData":{"Data":[{"Name":"__proto__","#text":"p"}]}}}',
    );
    expect(Object.entries(datadogSignal.read(value).event!.data)).toEqual([['__proto__', 'p']]);
  });

  it('reads an event id that has attributes', () => {
    const System = { ...(Event['System'] as JsonObject), EventID: { '#text': '7036', Qualifiers: '16384' } };
    expect(datadogSignal.read(withEvent({ System })).event!.id).toBe(7036);
  });

  it('takes what a webhook sends, and says what it does not hold', () => {
    const webhook = {
      title: 'HCM running',
      tags: 'env:prod, host:adfs01,rule_id:def-000-9kt',
      hostname: 'ADFS01',
      date: '1',
    };
    expect(datadogSignal.recognises(webhook)).toBe(true);
    expect(datadogSignal.read(webhook)).toMatchObject({
      title: 'HCM running',
      rule: { datadog: 'def-000-9kt' },
      host: { name: 'ADFS01', aliases: ['adfs01'] },
      time: null,
      event: null,
      notHeld: ['host name', 'event time', 'event id', 'provider', 'channel', 'record id', 'event data'].slice(1),
    });
  });

  it('does not take the time of the signal for that of the event', () => {
    const signal = { data: { type: 'signal', attributes: { timestamp: '2025-02-11T02:19:04.000Z', tags } } };
    expect(datadogSignal.read(signal)).toMatchObject({ time: null, event: null });
  });

  it('falls back to evt.id when the event block is missing', () => {
    const value = { content: { tags, custom: { evt: { id: 40300, name: 'x' } } } };
    expect(datadogSignal.read(value).event).toMatchObject({ id: 40300, provider: null });
  });

  it('does not take an evt.id of another source for a Windows event', () => {
    expect(datadogSignal.read({ content: { tags, custom: { evt: { id: 'abc-1' } } } }).event).toBeNull();
  });

  it('reads a Winlogbeat event inside a signal', () => {
    const winlog = { event_id: '40300', provider_name: 'Microsoft-ServiceBus-Client', computer_name: 'APP03' };
    expect(datadogSignal.read({ content: { tags, custom: { winlog } } })).toMatchObject({
      event: { id: 40300 },
      host: { name: 'APP03', aliases: [] },
    });
  });

  it('asks for attributes, with an example', () => {
    expect(() => datadogSignal.read({ data: { type: 'signal', id: 'x' } })).toThrow(
      expect.objectContaining({
        code: 'alert-shape',
        parts: expect.objectContaining({
          what: expect.stringContaining('attributes: found nothing'),
          expected: expect.stringContaining('"type":"signal"'),
        }),
      }),
    );
  });

  it('refuses several signals', () => {
    const signal = example.data as unknown as Json;
    expect(() => datadogSignal.read({ data: [signal, signal] })).toThrow(
      expect.objectContaining({ code: 'alert-count' }),
    );
  });
});
