import { isObject, type Json, type JsonObject } from '../../domain/json.js';
import { field, findObject, objectAt, textOf } from '../fields.js';
import type { RawEvent } from './windows-event.js';

/** A Windows event whose XML was turned into JSON (`{"Event": {"System": …, "EventData": …}}`), the first in the value. */
export function eventBlock(value: Json): RawEvent | null {
  const holder = findObject(value, (object) => objectAt(object, 'Event.System') !== null);
  if (!holder) return null;
  const system = (path: string) => field(holder, `Event.System.${path}`);
  return {
    provider: system('Provider.Name'),
    id: element(system('EventID')),
    channel: element(system('Channel')),
    recordId: element(system('EventRecordID')),
    computer: element(system('Computer')),
    time: system('TimeCreated.SystemTime'),
    data: eventData(holder),
  };
}

/** Text of an XML element; one with attributes became an object (`{"#text": "7036", "Qualifiers": "16384"}`). */
const element = (value: Json | undefined): Json | undefined =>
  isObject(value) ? (field(value, '#text') ?? field(value, 'value')) : value;

function eventData(holder: JsonObject): JsonObject | null {
  const block = objectAt(holder, 'Event.EventData') ?? field(holder, 'Event.EventData');
  // UserData holds one element of the provider's own naming, and the data in it.
  if (block === undefined) return Object.values(objectAt(holder, 'Event.UserData') ?? {}).find(isObject) ?? null;
  const data = objectAt(block, 'Data') ?? field(block, 'Data');
  // Some converters leave out the <Data> level; binary data is next to it and has no name.
  if (data === undefined) return isObject(block) ? withoutBinary(block) : {};
  if (data === null || data === '') return {};
  if (isObject(data) && !isElement(data)) return data;
  return named(Array.isArray(data) ? data : [data]);
}

const withoutBinary = (block: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(block).filter(([name]) => name !== 'Binary'));

/** A single `<Data Name="uri">…</Data>`, not a map of names to values. */
const isElement = (data: JsonObject): boolean =>
  Object.keys(data).length > 0 && Object.keys(data).every((key) => key === '#text' || key === 'Name');

/** `<Data Name="uri">…</Data>` by its name; one without a name as `param1`, counted from 1, as log shippers do. */
function named(items: Json[]): JsonObject {
  return Object.fromEntries(
    items.map((item, index) => [
      textOf(field(item, 'Name')) ?? `param${index + 1}`,
      isObject(item) ? (field(item, '#text') ?? null) : item,
    ]),
  );
}
