import { describe, expect, it } from 'vitest';
import type { DetectionEvent } from '../../../src/domain/detection.js';
import { readCase } from '../../../src/report/model/case.js';
import { triggeringRecord } from '../../../src/report/model/triggering-record.js';
import { collected, openedOnly } from '../sample/case.js';

const look = (
  event: Partial<DetectionEvent> | null,
  time: string | null = '2025-02-11T02:18:37.900Z',
  input = collected(),
) => {
  const record = readCase(input);
  const { detection } = record.opened.data;
  detection.event = event && { ...detection.event!, ...event };
  detection.time = time;
  return triggeringRecord(record);
};

describe('the triggering record', () => {
  it('is found by its record id', () => {
    expect(look({})).toEqual({ found: true, refs: ['E6#2'], by: 'record id' });
  });

  it('is found by id and time where the alert holds no record id', () => {
    expect(look({ recordId: null })).toEqual({ found: true, refs: ['E6#2'], by: 'time' });
  });

  it('is not found two seconds away, and the ranges that were read are told', () => {
    expect(look({ recordId: null }, '2025-02-11T02:18:39.600Z')).toMatchObject({
      found: false,
      searched: [{ collector: 'events', sources: [{ name: 'Microsoft-ServiceBus-Client/Operational' }] }],
    });
  });

  it('is not the same record id in another log', () => {
    expect(look({ recordId: '884213', id: 4697, channel: 'System' })).toMatchObject({ found: false });
  });

  it('cannot be looked for without an event', () => {
    expect(look(null)).toBeNull();
  });

  it('was looked for nowhere when nothing was collected', () => {
    expect(look({}, null, openedOnly())).toEqual({ found: false, searched: [] });
  });
});
