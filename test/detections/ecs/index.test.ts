import { describe, expect, it } from 'vitest';
import { ecs } from '../../../src/detections/ecs/index.js';

const nested = {
  '@timestamp': '2025-02-11T02:18:37.512Z',
  event: { code: '40302', provider: 'Microsoft-ServiceBus-Client' },
  host: { name: 'ADFS01.contoso.example', hostname: 'ADFS01' },
  winlog: {
    provider_name: 'Microsoft-ServiceBus-Client',
    event_id: '40302',
    channel: 'Microsoft-ServiceBus-Client/Operational',
    record_id: 17,
    computer_name: 'ADFS01.contoso.example',
    event_data: { uri: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt' },
  },
};
const dotted = {
  '@timestamp': '2025-02-11T02:18:37.512Z',
  'host.name': 'ADFS01.contoso.example',
  'host.hostname': 'ADFS01',
  'winlog.provider_name': 'Microsoft-ServiceBus-Client',
  'winlog.event_id': 40302,
  'winlog.channel': 'Microsoft-ServiceBus-Client/Operational',
  'winlog.record_id': '17',
  'winlog.computer_name': 'ADFS01.contoso.example',
  'winlog.event_data.uri': 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt',
};
const fields = Object.fromEntries(Object.entries(dotted).map(([key, value]) => [key, [value]]));
const understood = {
  format: 'ecs',
  host: { name: 'ADFS01.contoso.example', aliases: ['ADFS01'] },
  time: '2025-02-11T02:18:37.512Z',
  event: {
    provider: 'Microsoft-ServiceBus-Client',
    id: 40302,
    channel: 'Microsoft-ServiceBus-Client/Operational',
    recordId: '17',
    computer: 'ADFS01.contoso.example',
    data: { uri: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt' },
  },
  notHeld: [],
};

describe('ecs', () => {
  it.each([
    ['nested keys', nested],
    ['dotted keys', dotted],
    ['a search hit', { _index: 'winlogbeat', _id: '1', _source: nested }],
    ['a hit of the fields API', { _index: 'winlogbeat', _id: '1', fields }],
    ['a search answer of one hit', { hits: { total: { value: 1 }, hits: [{ _source: dotted }] } }],
  ])('reads %s', (_, value) => {
    expect(ecs.recognises(value)).toBe(true);
    expect(ecs.read(value)).toMatchObject(understood);
  });

  it('refuses a search answer of several hits', () => {
    expect(() => ecs.read({ hits: { hits: [{ _source: nested }, { _source: nested }] } })).toThrow(
      expect.objectContaining({ code: 'alert-count' }),
    );
  });

  it('takes the time of the event, not of the Kibana alert made from it', () => {
    const alert = {
      ...nested,
      '@timestamp': '2025-02-11T02:25:00.000Z',
      'kibana.alert.original_time': '2025-02-11T02:18:37.512Z',
      'kibana.alert.rule.name': 'HybridConnectionManager Service Running',
      'kibana.alert.rule.rule_id': 'b55d23e5-6821-44ff-8a6e-67218891e49f',
    };
    expect(ecs.read(alert)).toMatchObject({
      title: 'HybridConnectionManager Service Running',
      time: '2025-02-11T02:18:37.512Z',
      rule: { sigma: 'b55d23e5-6821-44ff-8a6e-67218891e49f', name: 'HybridConnectionManager Service Running' },
    });
  });

  it('does not take the time of an alert for that of the event', () => {
    const alert = { '@timestamp': '2025-02-11T02:25:00.000Z', winlog: nested.winlog, signal: { rule: { name: 'x' } } };
    expect(ecs.read(alert)).toMatchObject({ time: null, notHeld: ['event time'] });
  });

  it('reports missing event data when the document has none', () => {
    const { event_data: _, ...winlog } = nested.winlog;
    expect(ecs.read({ ...nested, winlog })).toMatchObject({ event: { data: {} }, notHeld: ['event data'] });
  });

  it('takes the computer of a forwarded event for the host, not the collector', () => {
    const host = { name: 'WEC01.contoso.example', hostname: 'WEC01' };
    expect(ecs.read({ ...nested, host }).host).toEqual({ name: 'ADFS01.contoso.example', aliases: [] });
  });

  it('reads an event that is not of Windows as one without an event', () => {
    const linux = {
      '@timestamp': '2025-02-11T02:18:37.512Z',
      host: { name: 'web01' },
      event: { code: 'ssh', provider: 'sshd' },
    };
    expect(ecs.read(linux)).toMatchObject({ event: null, host: { name: 'web01' } });
  });
});
