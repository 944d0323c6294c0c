import { expect, test } from 'vitest';
import { run } from '../run.js';

const at = (day: number, user: string, address: string | null, ref: string) => ({
  time: `2025-02-${String(day).padStart(2, '0')}T02:00:00Z`,
  user,
  address,
  from: [ref],
});
const params = { key: 'user', value: 'address', apart: 'P1D' };
const history = [
  at(1, 'svc', '198.51.100.20', 'A1#1'),
  at(3, 'svc', '198.51.100.20', 'A1#2'),
  at(10, 'svc', '203.0.113.45', 'A1#3'),
  at(1, 'lee', '203.0.113.45', 'A1#4'),
];
const judged = (rows: object[], known: object[] = history) =>
  (
    run('firstSeen', { rows, history: known } as never, params).value as {
      earlier: number;
      seen: boolean;
      from: string[];
    }[]
  ).map(({ earlier, seen, from }) => [earlier, seen, from[0]]);

test('says whether the value was there before, beside how much there was to compare with', () => {
  expect(judged([at(10, 'svc', '203.0.113.45', 'A1#3'), at(10, 'SVC', '198.51.100.20', 'A1#5')])).toEqual([
    [2, false, 'A1#3'],
    [2, true, 'A1#5'],
  ]);
});

test('without history nothing is new', () => {
  expect(judged([at(10, 'new', '203.0.113.45', 'A1#3')])).toEqual([[0, false, 'A1#3']]);
});

test('rows nearer than the distance are not earlier', () => {
  expect(judged([at(4, 'svc', '203.0.113.45', 'A1#9')])).toEqual([[2, false, 'A1#9']]);
  expect(judged([at(3, 'svc', '198.51.100.20', 'A1#2')], [at(3, 'svc', '198.51.100.20', 'A1#2')])).toEqual([
    [0, false, 'A1#2'],
  ]);
});

test('is not said where the row does not say who, what or when', () => {
  expect(judged([at(10, 'svc', null, 'A1#6'), { ...at(10, 'svc', 'x', 'A1#7'), time: 'soon' }])).toEqual([
    [null, null, 'A1#6'],
    [null, null, 'A1#7'],
  ]);
});
