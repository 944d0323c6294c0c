import { expect, it } from 'vitest';
import { refs } from '../../src/analysis/rows.js';

it('references of rows come once each, from however many rows', () => {
  expect(refs({ from: ['E1#1', 'E1#2'] }, null, [{ from: ['E1#2'] }, { from: ['E2#1'] }])).toEqual([
    'E1#1',
    'E1#2',
    'E2#1',
  ]);
  // More than a call takes arguments.
  const rows = Array.from({ length: 300_000 }, (_, n) => ({ from: [`E1#${n + 1}`] }));
  expect(refs(rows)).toHaveLength(300_000);
});
