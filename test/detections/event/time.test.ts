import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../src/detections/event/time.js';

describe('eventTime', () => {
  it.each([
    ['2025-02-11T02:18:37.5120341Z', '2025-02-11T02:18:37.512Z'],
    ['2025-02-11T03:18:37.5120341+01:00', '2025-02-11T02:18:37.512Z'],
    ['/Date(1739240317512)/', '2025-02-11T02:18:37.512Z'],
    ['/Date(1739240317512+0100)/', '2025-02-11T02:18:37.512Z'],
    [{ value: '/Date(1739240317512)/', DateTime: 'Tuesday' }, '2025-02-11T02:18:37.512Z'],
  ])('reads %j', (value, iso) => expect(eventTime(value)).toBe(iso));

  it.each([
    '2025-02-11T02:18:37',
    '11.02.2025 02:18:37',
    '/Date(9999999999999999)/',
    '',
    1739240317512,
    null,
    undefined,
  ])('does not guess from %j', (value) => expect(eventTime(value)).toBeNull());
});
