import { expect, test } from 'vitest';
import { cachedNames, isUnder } from '../../../../src/analysis/facts/network/dns-names.js';

const record = (name: string, type: number, data: string, number: number) => ({
  entry: name,
  name,
  type,
  data,
  from: [`E4#${number}`],
});

test('the name that was asked for comes before those of the chain', () => {
  const namesOf = cachedNames([
    record('asked.example', 5, 'middle.example.', 1),
    record('middle.example', 5, 'last.example', 2),
    record('last.example', 1, '203.0.113.9', 3),
  ]);
  expect(namesOf('203.0.113.9')).toEqual([
    { name: 'asked.example', from: ['E4#3', 'E4#2', 'E4#1'] },
    { name: 'middle.example', from: ['E4#3', 'E4#2'] },
    { name: 'last.example', from: ['E4#3'] },
  ]);
});

test('a chain that returns to itself ends', () => {
  const namesOf = cachedNames([
    record('a.example', 5, 'b.example', 1),
    record('b.example', 5, 'a.example', 2),
    record('a.example', 28, '2001:DB8::9', 3),
  ]);
  expect(namesOf('2001:db8:0::9').map(({ name }) => name)).toEqual(['b.example', 'a.example']);
});

test('an address that is not in the cache has no name', () => {
  expect(cachedNames([record('a.example', 1, '203.0.113.9', 1)])('203.0.113.10')).toEqual([]);
});

test('a zone holds itself and what lies below it, and no name that merely ends like it', () => {
  expect(isUnder('ns.servicebus.windows.net', 'servicebus.windows.net')).toBe(true);
  expect(isUnder('servicebus.windows.net', 'servicebus.windows.net')).toBe(true);
  expect(isUnder('evilservicebus.windows.net', 'servicebus.windows.net')).toBe(false);
});
