import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownError } from '../../src/errors.js';
import { type IntervalFile, parseInputs, readInput } from '../../src/playbook/inputs.js';
import { type InputSpec, inputTypes } from '../../src/playbook/types.js';

const specs: { [name: string]: InputSpec } = {
  lookback: { type: 'duration', default: 60, about: 'how far back' },
  windows: { type: 'intervals', default: [], about: 'change windows' },
  networks: { type: 'list', default: [], about: 'networks' },
  count: { type: 'number', default: 1, about: 'how many' },
  hold: { type: 'boolean', default: false, about: 'legal hold' },
  reference: { type: 'text', default: '', about: 'case reference' },
};

test('inputs are given as conditions see them', () => {
  const texts = [
    'lookback=P1DT1H',
    'windows=2023-06-14T18:00Z/2023-06-14T22:00Z, 2023-06-15T18:00+02:00/2023-06-15T22:00+02:00',
    'networks=10.0.0.0/8, 192.0.2.0/24',
    'count=-1.5',
    'hold=true',
    'reference=a=b',
  ];
  expect(parseInputs(texts, specs)).toEqual({
    lookback: 90_000,
    windows: [
      { start: '2023-06-14T18:00:00.000Z', end: '2023-06-14T22:00:00.000Z' },
      { start: '2023-06-15T16:00:00.000Z', end: '2023-06-15T20:00:00.000Z' },
    ],
    networks: ['10.0.0.0/8', '192.0.2.0/24'],
    count: -1.5,
    hold: true,
    reference: 'a=b',
  });
});

test('what is not given has its default', () => {
  expect(parseInputs([], specs)).toMatchObject({ lookback: 60, windows: [], hold: false });
});

test('all mistakes are shown together', () => {
  const texts = [
    'lookback=90 days',
    'windows=yesterday',
    'nobody=1',
    'count=',
    'hold',
    'reference=a',
    'reference=b',
    '__proto__=1',
  ];
  try {
    parseInputs(texts, specs);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(KnownError);
    const { exit, parts } = error as KnownError;
    expect(exit).toBe(2);
    expect(parts.what.split('\n').map((line) => line.split(':')[0])).toEqual([
      'lookback',
      'windows',
      'nobody',
      'count',
      'hold',
      'reference',
      '__proto__',
    ]);
  }
});

test('a time without a zone is no interval', () => {
  expect(readInput('intervals', '2023-06-14T18:00/2023-06-14T22:00')).toMatchObject({ ok: false });
});

test('any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.constantFrom(...inputTypes), fc.string(), (type, text) => {
      const result = readInput(type, text);
      expect(result.ok ? JSON.parse(JSON.stringify(result.value)) : typeof result.expected).toEqual(
        result.ok ? result.value : 'string',
      );
    }),
  );
});

const files: { [name: string]: ReturnType<IntervalFile> } = {
  'good.ics': { intervals: [{ start: '2025-01-01T00:00:00.000Z', end: '2025-01-01T01:00:00.000Z', label: 'CHG-1' }] },
  'bad.csv': { errors: ['bad.csv:2 found x; expected y', 'bad.csv:3 found z; expected y'] },
};
const fileOf: IntervalFile = (text) => files[text] ?? null;

test('files of windows stand among windows that were typed', () => {
  const { windows } = parseInputs(['windows=good.ics, 2023-06-14T18:00Z/2023-06-14T22:00Z'], specs, fileOf);
  expect(windows).toEqual([
    { start: '2023-06-14T18:00:00.000Z', end: '2023-06-14T22:00:00.000Z' },
    { start: '2025-01-01T00:00:00.000Z', end: '2025-01-01T01:00:00.000Z', label: 'CHG-1' },
  ]);
});

test('mistakes of files are told together with those of other inputs', () => {
  const run = () => parseInputs(['windows=bad.csv,today', 'lookback=soon'], specs, fileOf);
  expect(run).toThrow(/bad\.csv:2 .*\nbad\.csv:3 .*\nwindows: found "today".*\nlookback: found "soon"/);
});
