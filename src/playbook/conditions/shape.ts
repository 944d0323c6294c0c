import type { Json } from '../../domain/json.js';

/** What lint knows of a value: enough to tell a field that exists from one that does not. */
export type Shape =
  | { kind: 'any' }
  /** Nothing yet: the element of an empty list. */
  | { kind: 'none' }
  | { kind: 'scalar' }
  | { kind: 'list'; of: Shape }
  | { kind: 'map'; fields: { [name: string]: Shape } };

export const any: Shape = { kind: 'any' };
export const none: Shape = { kind: 'none' };
export const scalar: Shape = { kind: 'scalar' };
export const listOf = (of: Shape): Shape => ({ kind: 'list', of });
export const mapOf = (fields: { [name: string]: Shape }): Shape => ({ kind: 'map', fields });
export const scalars = (...names: string[]): Shape => mapOf(Object.fromEntries(names.map((name) => [name, scalar])));

/** What a value is that is one or the other. Maps of different make are not followed further. */
export function either(a: Shape, b: Shape): Shape {
  if (a.kind === 'none' || a === b) return b;
  if (b.kind === 'none') return a;
  if (a.kind === 'list' && b.kind === 'list') return listOf(either(a.of, b.of));
  return a.kind === 'scalar' && b.kind === 'scalar' ? scalar : any;
}

/** Shape of plain data; elements of one list share their fields, since `has(r.field)` tells them apart. */
export function shapeOf(value: Json): Shape {
  if (Array.isArray(value)) return listOf(value.map(shapeOf).reduce(blend, none));
  if (typeof value === 'object' && value !== null)
    return mapOf(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)])));
  return value === null ? any : scalar;
}

const blend = (a: Shape, b: Shape): Shape =>
  a.kind === 'map' && b.kind === 'map' ? mapOf({ ...b.fields, ...a.fields }) : either(a, b);
