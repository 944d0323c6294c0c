import { describe, expect, it } from 'vitest';
import { field, findObject, objectAt, pick } from '../../src/detections/fields.js';
import type { Json } from '../../src/domain/json.js';

describe('field', () => {
  it.each<[string, Json]>([
    ['nested', { a: { b: { c: 1 } } }],
    ['dotted', { 'a.b.c': 1 }],
    ['mixed', { 'a.b': { c: 1 } }],
    ['mixed the other way', { a: { 'b.c': 1 } }],
    ['split over two parents', { a: { x: 0 }, 'a.b': { c: 1 } }],
  ])('finds a value in %s keys', (_, value) => expect(field(value, 'a.b.c')).toBe(1));

  it('finds own properties only', () => {
    expect(field({}, 'constructor')).toBeUndefined();
    expect(field({}, '__proto__.toString')).toBeUndefined();
    expect(field(JSON.parse('{"__proto__":{"a":1}}'), '__proto__.a')).toBe(1);
  });
});

describe('objectAt', () => {
  it('gathers nested and dotted keys', () => {
    expect(objectAt({ w: { d: { a: 1 }, 'd.b': 2 }, 'w.d.c': 3 }, 'w.d')).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('is null when nothing is there', () => expect(objectAt({ w: { d: 'text' } }, 'w.d')).toBeNull());

  it('keeps a key __proto__ as a key', () => {
    const found = objectAt(JSON.parse('{"d":{"__proto__":{"polluted":1},"a":2}}'), 'd')!;
    expect(Object.keys(found)).toEqual(['__proto__', 'a']);
    expect(found['polluted']).toBeUndefined();
  });
});

it('pick passes over what is empty', () => expect(pick([{ a: '' }, { a: null, b: 1 }], 'a', 'b')).toBe(1));

it('findObject goes in document order', () => {
  expect(
    findObject([{ n: 1 }, { x: { n: 2, hit: true } }, { n: 3, hit: true }], (o) => o['hit'] === true),
  ).toMatchObject({ n: 2 });
});
