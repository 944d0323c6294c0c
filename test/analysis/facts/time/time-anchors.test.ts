import { expect, test } from 'vitest';
import { numbered, run } from '../run.js';

const params = {
  installed: { label: 'service installed', at: 'time', pick: 'first', about: 'install' },
  registered: { label: 'product registered', at: 'installDate', pick: 'last', about: 'install' },
};
const rows = numbered('E9', [
  { time: '2025-02-11T02:16:52.3417756Z', installDate: null },
  { time: '2025-02-11T02:16:52.339Z', installDate: null },
  { time: null, installDate: '20250211' },
]);

test('picks the first or last row that has the field', () => {
  expect(run('timeAnchors', { installed: rows, registered: rows }, params).value).toEqual([
    {
      name: 'installed',
      label: 'service installed',
      at: '2025-02-11T02:16:52.339Z',
      precision: 'time',
      about: 'install',
      from: ['E9#2'],
    },
    {
      name: 'registered',
      label: 'product registered',
      at: '2025-02-11',
      precision: 'day',
      about: 'install',
      from: ['E9#3'],
    },
  ]);
});

test('a name without rows is left out', () => {
  expect(run('timeAnchors', { installed: [], registered: rows.slice(0, 2) }, params)).toEqual({
    value: [],
    complaints: [],
  });
});

test('a day that no calendar has is no anchor', () => {
  const wrong = numbered('E9', [{ installDate: '20251341' }]);
  expect(run('timeAnchors', { registered: wrong }, params).value).toEqual([]);
});

test('a name without settings is complained of', () => {
  expect(run('timeAnchors', { started: rows }, params).complaints).toEqual([expect.stringContaining('started')]);
});
