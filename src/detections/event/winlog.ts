import type { Json } from '../../domain/json.js';
import { field, findObject, objectAt } from '../fields.js';
import type { RawEvent } from './windows-event.js';

/** A Windows event as Winlogbeat and Elastic Agent write it (`winlog.*`), the first in the value. */
export function winlog(value: Json): RawEvent | null {
  const holder = findObject(value, (object) => objectAt(object, 'winlog') !== null);
  if (!holder) return null;
  const at = (name: string) => one(field(holder, `winlog.${name}`));
  const data = objectAt(holder, 'winlog.event_data') ?? objectAt(holder, 'winlog.user_data');
  return {
    provider: at('provider_name'),
    id: at('event_id'),
    channel: at('channel'),
    recordId: at('record_id'),
    computer: at('computer_name'),
    time: at('time_created'),
    data: data && Object.fromEntries(Object.entries(data).map(([name, item]) => [name, one(item) ?? null])),
  };
}

/** Elasticsearch's `fields` wraps every value into an array of one. */
export const one = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) && value.length === 1 ? value[0] : value;
