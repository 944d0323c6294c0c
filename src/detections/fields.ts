import { isObject, type Json, type JsonObject } from '../domain/json.js';

export { isObject };

/**
 * The value at a dotted path, whether the alert nests its keys, dots them or mixes both (`{"winlog.event": {"id": 1}}`).
 * Own properties only, so that `constructor` is a name like any other; undefined when it is not there.
 */
export function field(value: Json | undefined, path: string): Json | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    const found = Object.hasOwn(value, head) ? field(value[head], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The object at a dotted path, gathered from nested and dotted keys (`event_data.uri`); null when there isn't one. */
export function objectAt(value: Json | undefined, path: string): JsonObject | null {
  if (!isObject(value)) return null;
  const found: [string, Json][][] = [];
  for (const [key, child] of Object.entries(value)) {
    if (key === path && isObject(child)) found.push(Object.entries(child));
    else if (key.startsWith(`${path}.`)) found.push([[key.slice(path.length + 1), child]]);
    else if (path.startsWith(`${key}.`)) {
      const inner = objectAt(child, path.slice(key.length + 1));
      if (inner) found.push(Object.entries(inner));
    }
  }
  // fromEntries defines properties, so a key `__proto__` stays a key.
  return found.length === 0 ? null : Object.fromEntries(found.flat());
}

/** The first value that one of the objects has at one of the paths. The order of the paths decides. */
export function pick(values: (Json | undefined)[], ...paths: string[]): Json | undefined {
  for (const path of paths) {
    for (const value of values) {
      const found = field(value, path);
      if (found !== undefined && found !== null && found !== '') return found;
    }
  }
  return undefined;
}

/** Text unchanged, or null for anything that isn't text or is blank. */
export const textOf = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** The first object, in document order, that the test accepts. */
export function findObject(value: Json | undefined, test: (object: JsonObject) => boolean): JsonObject | null {
  if (isObject(value) && test(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    const found = findObject(child, test);
    if (found) return found;
  }
  return null;
}
