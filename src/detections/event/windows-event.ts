import * as z from 'zod';
import type { DetectionEvent } from '../../domain/detection.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { checkPart } from '../check.js';
import { eventTime } from './time.js';

/** Fields of a Windows event as a format found them, unchecked; undefined = not there. */
export interface RawEvent {
  provider: Json | undefined;
  id: Json | undefined;
  channel: Json | undefined;
  recordId: Json | undefined;
  computer: Json | undefined;
  time: Json | undefined;
  /** Null when this copy has no place for event data. An empty object when that place is empty. */
  data: JsonObject | null;
}

/** A checked event with what `DetectionEvent` has no place for. */
export interface FoundEvent {
  event: DetectionEvent;
  time: string | null;
  dataHeld: boolean;
}

const text = z
  .string('Expected text')
  .nullish()
  .transform((value) => (value == null || value.trim() === '' ? null : value));
const digits = (expected: string) =>
  z
    .union([z.int(expected).nonnegative(expected), z.string(expected).regex(/^\d{1,20}$/, expected)], expected)
    .nullish()
    .transform((value) => (value == null ? null : String(value)));

const rawEvent = z.object({
  provider: text,
  channel: text,
  computer: text,
  id: digits('Expected an event id, a whole number')
    .transform((value) => (value === null ? null : Number(value)))
    .refine((value) => value === null || value <= 0xffff, 'Expected an event id of at most 65535'),
  recordId: digits('Expected a record id, a whole number'),
});

/** Checks what a format found; null without id, provider and channel, because that isn't an event. */
export function windowsEvent(raw: RawEvent, reader: { name: string; example: string }): FoundEvent | null {
  const { provider, id, channel, recordId, computer } = checkPart(rawEvent, raw, reader);
  if (provider === null && id === null && channel === null) return null;
  return {
    event: { provider, id, channel, recordId, computer, data: raw.data ?? {} },
    time: eventTime(raw.time),
    dataHeld: raw.data !== null,
  };
}
