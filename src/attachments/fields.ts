import { isObject, type Json, type JsonObject } from '../domain/json.js';
import { parseNested } from './containers/json.js';

/**
 * One exported record by its field names. Spellings differ in case, dots, blanks and underscores between the ways to
 * export one thing (`callerIpAddress`, `CallerIpAddress`, `IP address`, `httpRequest.clientIpAddress`): names are compared
 * by their letters and digits alone.
 */
export class Fields {
  readonly #values = new Map<string, Json>();

  constructor(readonly record: JsonObject) {
    for (const [name, value] of Object.entries(record)) {
      const key = plain(name);
      if (isEmpty(this.#values.get(key))) this.#values.set(key, value);
    }
  }

  /** The first of these that has a value. */
  get(...names: string[]): Json {
    for (const name of names) {
      const value = this.#values.get(plain(name));
      if (!isEmpty(value)) return value!;
    }
    return null;
  }

  has(...names: string[]): boolean {
    return this.get(...names) !== null;
  }

  /** The first that is a text, a number or truth value; of `{value, localizedValue}` the value. */
  text(...names: string[]): string | null {
    for (const name of names) {
      const value = this.get(name);
      const found =
        textOf(isObject(value) ? value['value'] : value) ?? (isObject(value) ? textOf(value['Value']) : null);
      if (found !== null) return found;
    }
    return null;
  }

  /** The first that is an object, or a text that holds one in JSON; an object without fields when there isn't one. */
  object(...names: string[]): Fields {
    for (const name of names) {
      const value = this.get(name);
      const found = typeof value === 'string' ? parseNested(value) : value;
      if (isObject(found)) return new Fields(found);
    }
    return new Fields({});
  }
}

/** Names repeat with every record: remembering them makes reading a large export twice as fast. */
const remembered = new Map<string, string>();

function plain(name: string): string {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const letters = name
    .replace(/(?<!\s)\s*\[UTC\]$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (remembered.size < 10_000) remembered.set(name, letters);
  return letters;
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const textOf = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;
