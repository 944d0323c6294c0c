import type { Json, JsonObject } from '../../domain/json.js';

const listMarker = Symbol.for('@bufbuild/cel/list');
const mapMarker = Symbol.for('@bufbuild/cel/map');

/**
 * Shows plain JSON to CEL as it is, without copying it. The library would take an object with a key `$typeName` for a
 * protobuf message and refuse one with a key `constructor`: keys come from hosts and alerts, and must be only keys.
 */
export function view(value: Json): unknown {
  if (Array.isArray(value)) return new ListView(value);
  return typeof value === 'object' && value !== null ? new MapView(value) : value;
}

export class ListView {
  readonly [listMarker] = {};
  constructor(readonly json: Json[]) {}

  get size(): number {
    return this.json.length;
  }

  get(index: number): unknown {
    return index >= 0 && index < this.size ? view(this.json[index]!) : undefined;
  }

  *values(): IterableIterator<unknown> {
    for (const item of this.json) yield view(item);
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.values();
  }
}

export class MapView {
  readonly [mapMarker] = {};
  constructor(readonly json: JsonObject) {}

  get size(): number {
    return Object.keys(this.json).length;
  }

  get(key: unknown): unknown {
    return this.has(key) ? view(this.json[key]!) : undefined;
  }

  has(key: unknown): key is string {
    return typeof key === 'string' && Object.hasOwn(this.json, key);
  }

  keys(): IterableIterator<string> {
    return Object.keys(this.json).values();
  }

  *values(): IterableIterator<unknown> {
    for (const [, value] of this.entries()) yield value;
  }

  *entries(): IterableIterator<[string, unknown]> {
    for (const [key, value] of Object.entries(this.json)) yield [key, view(value)];
  }

  [Symbol.iterator](): IterableIterator<[string, unknown]> {
    return this.entries();
  }

  forEach(each: (value: unknown, key: string, map: this) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this);
  }
}
