import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { run } from '../run.js';

const window = { start: '2023-06-14T18:00:00.000Z', end: '2023-06-14T22:00:00.000Z' };
const placed = (anchor: JsonObject, windows: Json = [window], answered: Json = []) =>
  run(
    'changeWindows',
    { anchors: [{ name: 'a', label: 'installed', about: 'install', from: ['E1#1'], ...anchor }], windows, answered },
    { about: ['install'] },
  );
const at = (time: string) => ({ at: time, precision: 'time' });
const onDay = (day: string) => ({ at: day, precision: 'day' });

test('a moment inside a window names the window', () => {
  expect(placed(at('2023-06-14T19:02:11.000Z')).value).toMatchObject([
    { inside: true, window: '2023-06-14T18:00:00.000Z/2023-06-14T22:00:00.000Z', from: ['E1#1'] },
  ]);
});

test('a moment outside every window is outside', () => {
  expect(placed(at('2023-06-14T22:00:00.001Z')).value).toMatchObject([{ inside: false, window: null }]);
});

test('without any window nothing is said', () => {
  expect(placed(at('2023-06-14T19:02:11.000Z'), [], ['']).value).toMatchObject([{ inside: null, window: null }]);
});

test('the window of an answer counts', () => {
  const { value } = placed(at('2024-01-01T01:00:00.000Z'), [], ['2024-01-01T00:00Z/2024-01-01T02:00Z']);
  expect(value).toMatchObject([{ inside: true }]);
});

test('a day that a window only touches may lie outside it: nothing is said, but which window it is', () => {
  expect(placed(onDay('2023-06-14')).value).toMatchObject([
    { inside: null, window: '2023-06-14T18:00:00.000Z/2023-06-14T22:00:00.000Z' },
  ]);
});

test('a day is inside a window that holds it whole in every time zone', () => {
  const long = { start: '2023-06-13T10:00:00.000Z', end: '2023-06-15T12:00:00.000Z' };
  expect(placed(onDay('2023-06-14'), [long]).value).toMatchObject([{ inside: true }]);
  expect(placed(onDay('2023-06-14'), [{ ...long, end: '2023-06-15T11:59:59.998Z' }]).value).toMatchObject([
    { inside: null },
  ]);
});

test('a neighbouring day may meet the window in the time zone of the host: nothing is said', () => {
  expect(placed(onDay('2023-06-15')).value).toMatchObject([{ inside: null }]);
});

test('a day that meets no window in any time zone is outside', () => {
  expect(placed(onDay('2023-06-16')).value).toMatchObject([{ inside: false }]);
});

test('anchors about something else are left out', () => {
  expect(placed({ ...at('2023-06-14T19:02:11.000Z'), about: 'start' }).value).toEqual([]);
});

test('an answer that is no window is complained of', () => {
  expect(placed(at('2023-06-14T19:02:11.000Z'), [], ['last summer']).complaints).toHaveLength(1);
});
