import { isCelList, isCelMap, isCelType, isCelUint } from '@bufbuild/cel';
import type { Json } from '../../domain/json.js';
import { toIso } from '../../domain/time.js';
import { ListView, MapView } from './view.js';

/**
 * A CEL value as plain JSON: integers beyond 2^53 as decimal text, a timestamp as UTC ISO-8601 text, a duration in
 * seconds, a type by its name.
 * @throws Error for bytes and for numbers that are not finite, which JSON does not have.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('the result is not a finite number');
    return value;
  }
  if (typeof value === 'bigint') return fromInteger(value);
  if (isCelUint(value)) return fromInteger(value.value);
  if (value instanceof ListView || value instanceof MapView) return value.json;
  if (isCelList(value)) return Array.from(value, toJson);
  if (isCelMap(value))
    return Object.fromEntries(Array.from(value.entries(), ([key, item]) => [String(toJson(key)), toJson(item)]));
  if (isCelType(value)) return value.name;
  const time = (value as { message?: { $typeName?: string; seconds?: bigint; nanos?: number } }).message;
  const seconds = Number(time?.seconds) + Number(time?.nanos) / 1e9;
  if (time?.$typeName === 'google.protobuf.Duration') return seconds;
  if (time?.$typeName === 'google.protobuf.Timestamp') return toIso(new Date(Math.trunc(seconds * 1000)));
  throw new Error('the result has no form in JSON');
}

const fromInteger = (value: bigint): Json =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
