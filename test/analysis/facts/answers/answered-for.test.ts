import { expect, test } from 'vitest';
import type { Json } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const answered = (answer: Json, namespaces: (string | null)[] = ['NS-A', 'ns-b', 'ns-a', null]) =>
  run(
    'answeredFor',
    {
      rows: numbered(
        'E1',
        namespaces.map((namespace) => ({ namespace })),
      ),
      answer,
    },
    { key: 'namespace', question: 'namespace' },
  ).value;

test('each name has its own answer, with the rows that name it', () => {
  expect(answered({ 'ns-a': 'ours', 'NS-B': 'notOurs', other: 'ours' })).toEqual([
    { name: 'ns-a', answer: 'ours', from: ['E1#1', 'E1#3', 'answers.namespace'] },
    { name: 'ns-b', answer: 'notOurs', from: ['E1#2', 'answers.namespace'] },
  ]);
});

test('one answer for all counts where there is one name', () => {
  expect(answered('ours', ['ns-a'])).toMatchObject([{ name: 'ns-a', answer: 'ours' }]);
  expect(answered('ours')).toMatchObject([{ answer: null }, { answer: null }]);
});

test('two answers for one name that differ are no answer', () => {
  expect(answered({ 'ns-a': 'notOurs', 'NS-A': 'ours' }, ['ns-a'])).toMatchObject([{ answer: null, from: ['E1#1'] }]);
});

test('a name that only looks the same is another name', () => {
  expect(answered({ 'korp-relay': 'ours' }, ['\u212Aorp-relay'])).toMatchObject([{ answer: null }]);
});

test('a name that nothing was said of has no answer', () => {
  expect(answered({ 'ns-a': 'ours' })).toMatchObject([{ answer: 'ours' }, { answer: null, from: ['E1#2'] }]);
  expect(answered(null)).toMatchObject([{ answer: null }, { answer: null }]);
});
