import { expect, test } from 'vitest';
import { evaluate } from '../../../src/playbook/conditions/index.js';
import type { Scope } from '../../../src/playbook/scope.js';

const run = (source: string, scope: Scope = {}) => evaluate(source, scope);
const value = (source: string, scope: Scope = {}) => {
  const result = run(source, scope);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

test.each([
  ['integers', '1 + 2', 3],
  ['integers beyond 2^53, as text', '9007199254740993', '9007199254740993'],
  ['unsigned integers', '3u', 3],
  ['fractions', '1.5 * 2.0', 3],
  ['lists of lists', '[[1], []]', [[1], []]],
  ['maps', "{'a': 1, 2: true, 'n': null}", { a: 1, '2': true, n: null }],
  ['times, in UTC', "timestamp('2020-01-01T01:00:00.250+01:00')", '2020-01-01T00:00:00.250Z'],
  ['durations, in seconds', "duration('1m30.5s')", 90.5],
  ['types, by name', 'type(1)', 'int'],
  ['string functions', "['a', 'b'].join('+').upperAscii()", 'A+B'],
])('gives %s as plain JSON', (_, source, expected) => {
  expect(value(source)).toEqual(expected);
});

test.each([
  ['a name without a value', 'nobody'],
  ['a field that is missing', 'row.nothing'],
  ['a field of null', 'none.field'],
  ['null in a comparison', 'none > 3'],
  ['a method of null', "none.startsWith('x')"],
  ['an index out of range', 'list[3]'],
  ['a division by zero', '1 / 0'],
  ['a number that is not finite', '1.0 / 0.0'],
  ['bytes', "b'x'"],
  ['a pattern that does not compile', "'x'.matches(row.pattern)"],
  ['a text that is not CEL', '1 +'],
  ['a property of every JavaScript object', 'constructor'],
  ['a property of every JavaScript object, in a row', 'row.toString'],
])('%s is an error as value', (_, source) => {
  expect(run(source, { row: { pattern: '(' }, none: null, list: [] })).toEqual({
    ok: false,
    error: expect.any(String),
  });
});

test('or and and absorb an error where the other side decides', () => {
  expect(value('none > 3 || true', { none: null })).toBe(true);
  expect(value('none > 3 && false', { none: null })).toBe(false);
});

const hostileKeys = '{"__proto__": {"polluted": true}, "constructor": 1, "$typeName": "google.protobuf.Any", "x": 2}';

test('a hostile key is only a key', () => {
  const row = JSON.parse(hostileKeys);
  expect(value("row.x == 2 && row.constructor == 1 && row['$typeName'] == 'google.protobuf.Any'", { row })).toBe(true);
  expect(value('rows.filter(r, r.x == 2)', { rows: [row] })).toEqual([row]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('rows of evidence compare by their content', () => {
  expect(
    value("rows[0] == {'a': [1, null]} && rows[0] == rows[1] && rows[0] != rows[2] && rows[0] in rows", {
      rows: [{ a: [1, null] }, { a: [1, null] }, { a: [1, 0] }],
    }),
  ).toBe(true);
});

test('has() and in see a field that is null, and none that is missing', () => {
  expect(value("[has(row.a), has(row.b), 'a' in row, 'b' in row]", { row: { a: null } })).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('a map can be walked through by its keys', () => {
  expect(value('row.filter(k, row[k] == 1)', { row: { a: 1, b: 2 } })).toEqual(['a']);
});

test('a backtracking pattern takes linear time', () => {
  const started = performance.now();
  expect(value("text.matches('(a+)+$')", { text: `${'a'.repeat(50_000)}!` })).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
});
