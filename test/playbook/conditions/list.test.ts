import { expect, test } from 'vitest';
import { evaluate } from '../../../src/playbook/conditions/index.js';

const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ n, from: [`E1#${n + 1}`] }));

test('a filter that keeps 30,000 rows gives them all, and can be filtered again', () => {
  const source = 'rows.filter(r, r.n >= 0).filter(r, r.n % 1.0 == 0.0 || true).map(r, r.n)';
  const result = evaluate(source, { rows: rows(30_000) });
  expect(result).toEqual({ ok: true, value: rows(30_000).map(({ n }) => n) });
});

test('a list that another grew from keeps its own length', () => {
  const source = '[rows.filter(r, true)].map(l, [size(l + [0]), size(l + [0, 0]), size(l)])';
  expect(evaluate(source, { rows: rows(2) })).toEqual({ ok: true, value: [[3, 4, 2]] });
});

test('a list can be added to itself', () => {
  expect(evaluate('[[1].map(x, x)].map(l, l + l)', {})).toEqual({ ok: true, value: [[1, 1]] });
});
