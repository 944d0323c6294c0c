import { describe, expect, it } from 'vitest';
import { getWinEvent } from '../../../src/detections/get-winevent/index.js';

const event = {
  Message: 'A hybrid connection was started.',
  Id: 40302,
  Version: 0,
  ProviderName: 'Microsoft-ServiceBus-Client',
  LogName: 'Microsoft-ServiceBus-Client/Operational',
  RecordId: 17,
  ProcessId: 3412,
  MachineName: 'ADFS01.contoso.example',
  UserId: { BinaryLength: 12, AccountDomainSid: null, Value: 'S-1-5-20' },
  TimeCreated: '/Date(1739240317512)/',
  Properties: [{ Value: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt' }],
};

describe('get-winevent', () => {
  it('reads an event of Windows PowerShell 5.1', () => {
    expect(getWinEvent.read(event)).toMatchObject({
      format: 'get-winevent',
      title: null,
      rule: { datadog: null, sigma: null, name: null },
      host: { name: 'ADFS01.contoso.example', aliases: [] },
      time: '2025-02-11T02:18:37.512Z',
      event: {
        provider: 'Microsoft-ServiceBus-Client',
        id: 40302,
        channel: 'Microsoft-ServiceBus-Client/Operational',
        recordId: '17',
        computer: 'ADFS01.contoso.example',
        data: { param1: 'sb://contoso-relay-example.servicebus.windows.net/adfs-mgmt' },
      },
      notHeld: ['names of the event data'],
    });
  });

  it('reads an event of PowerShell 7', () => {
    const detection = getWinEvent.read({ ...event, TimeCreated: '2025-02-11T03:18:37.5120341+01:00' });
    expect(detection.time).toBe('2025-02-11T02:18:37.512Z');
  });

  it('takes an empty list of properties as held and empty', () => {
    expect(getWinEvent.read({ ...event, Id: 40300, Properties: [] })).toMatchObject({
      event: { data: {} },
      notHeld: [],
    });
  });

  it('keeps values that are lists or objects', () => {
    const detection = getWinEvent.read({ ...event, Properties: [{ Value: [1, 2] }, { Value: { Value: 'S-1-5-18' } }] });
    expect(detection.event!.data).toEqual({ param1: [1, 2], param2: { Value: 'S-1-5-18' } });
  });

  it('says that event data is not held when the depth cut it off', () => {
    const cut = ['System.Diagnostics.Eventing.Reader.EventProperty'];
    expect(getWinEvent.read({ ...event, Properties: cut })).toMatchObject({
      event: { data: {} },
      notHeld: ['event data'],
    });
  });

  it('says what a selection of properties left out', () => {
    expect(getWinEvent.read({ Id: 40300, ProviderName: 'p', LogName: 'l' })).toMatchObject({
      host: { name: null },
      time: null,
      notHeld: ['host name', 'event time', 'record id', 'event data'],
    });
  });

  it('reports all invalid fields together', () => {
    const broken = { ...event, Id: 'x', RecordId: -1, LogName: 3 };
    expect(() => getWinEvent.read(broken)).toThrow(
      expect.objectContaining({
        code: 'alert-shape',
        parts: expect.objectContaining({
          what: expect.stringMatching(/channel: found 3.*id: found "x".*recordId: found -1/),
        }),
      }),
    );
  });

  it('does not recognise an object that only has an Id', () => expect(getWinEvent.recognises({ Id: 1 })).toBe(false));
});
