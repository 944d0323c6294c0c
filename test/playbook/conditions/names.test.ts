import { expect, test } from 'vitest';
import { namesUsed } from '../../../src/playbook/conditions/index.js';

const names = (source: string) =>
  namesUsed(source)
    .map((path) => path.join('.'))
    .sort();

test('a path is given whole, with fixed keys in brackets', () => {
  expect(names("facts.installer.account != null && data['ports'] == []")).toEqual([
    'data.ports',
    'facts.installer.account',
  ]);
});

test('a path ends at an index', () => {
  expect(names('evidence.service[0].name')).toEqual(['evidence.service']);
});

test('variables of filter, map and exists are left out, and what they walk through is not', () => {
  expect(names('evidence.a.filter(r, r.x in facts.y.map(q, q.z)).exists(s, s.t == row.t)')).toEqual([
    'evidence.a',
    'facts.y',
    'row.t',
  ]);
});

test('what stands in lists, maps and has() counts', () => {
  expect(names("[inputs.a, {'k': inputs.b}] + [has(inputs.c)]")).toEqual(['inputs.a', 'inputs.b', 'inputs.c']);
});

test('an expression that does not parse uses nothing', () => {
  expect(names('1 +')).toEqual([]);
});
