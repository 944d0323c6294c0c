import type { Json, JsonObject } from './json.js';

/** Says what is wrong with a value, and where: `file.bytes isn't a number`. Null when it has the shape. */
export type Shape = (value: Json | undefined, at: string) => string | null;

const of =
  (what: string, test: (value: Json | undefined) => boolean): Shape =>
  (value, at) =>
    test(value) ? null : `${at} ${value === undefined ? 'is missing' : `isn't ${what}`}`;

export const text = of('text', (value) => typeof value === 'string');
export const number = of('a number', (value) => typeof value === 'number');
export const count = of('a count', (value) => Number.isSafeInteger(value) && (value as number) >= 0);
export const flag = of('true or false', (value) => typeof value === 'boolean');
export const anything = of('a value', (value) => value !== undefined);
export const anObject = of(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
export const matching = (what: string, pattern: RegExp): Shape =>
  of(what, (value) => typeof value === 'string' && pattern.test(value));
export const oneOf = (values: readonly string[]): Shape =>
  of('a known word', (value) => typeof value === 'string' && values.includes(value));

export const orNull =
  (shape: Shape): Shape =>
  (value, at) =>
    value === null ? null : shape(value, at);

export const listOf =
  (shape: Shape): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} ${value === undefined ? 'is missing' : "isn't a list"}`;
    for (const [n, item] of value.entries()) {
      const wrong = shape(item, `${at}[${n}]`);
      if (wrong !== null) return wrong;
    }
    return null;
  };

/** Every value of an object, under any name. */
export const mapOf =
  (shape: Shape): Shape =>
  (value, at) => {
    const wrong = anObject(value, at);
    if (wrong !== null) return wrong;
    for (const [name, item] of Object.entries(value as JsonObject)) {
      const inside = shape(item, `${at}.${name.slice(0, 60)}`);
      if (inside !== null) return inside;
    }
    return null;
  };

/** An object with these fields; others are left as they are. */
export const fields =
  (shapes: { [name: string]: Shape }): Shape =>
  (value, at) => {
    const wrong = anObject(value, at);
    if (wrong !== null) return wrong;
    for (const [name, shape] of Object.entries(shapes)) {
      const inside = shape(
        Object.hasOwn(value as JsonObject, name) ? (value as JsonObject)[name] : undefined,
        `${at}.${name}`,
      );
      if (inside !== null) return inside;
    }
    return null;
  };
