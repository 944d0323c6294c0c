import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import { rule, smallCase } from './scenarios/small.js';

const rows = {
  clock: [],
  service: [
    { name: 'one', processId: 5 },
    { name: 'two', processId: null },
    { name: 'three', processId: 7 },
  ],
};
const perService = (change: object) => rule({ id: 'perService', forEach: 'evidence.service', from: null, ...change });
const analysed = (...findings: ReturnType<typeof rule>[]) => analyse(smallCase({ rows, findings }));

test('a rule over rows gives a finding per row that it holds for, with the row as its reference', () => {
  const { findings } = analysed(perService({ when: "row.name != 'one'", subject: 'row.name' }));
  expect(findings.map(({ subject, from }) => [subject, from])).toEqual([
    ['two', ['E2#2']],
    ['three', ['E2#3']],
  ]);
});

test('values are kept apart from the words of the playbook', () => {
  const { findings } = analysed(perService({ when: "row.name == 'one'", says: 'The service {{row.name}} runs' }));
  expect(findings[0]!.says).toEqual([{ text: 'The service ' }, { value: 'one' }, { text: ' runs' }]);
});

describe('what cannot be evaluated is not false', () => {
  test('a condition that gives an error is named with its row, and the other rows count', () => {
    const { findings, notEvaluated } = analysed(perService({ when: 'row.processId > 6' }));
    expect(findings.map(({ from }) => from)).toEqual([['E2#3']]);
    expect(notEvaluated).toEqual([{ id: 'perService', at: 'E2#2', reason: expect.any(String) }]);
  });

  test('the same error of many rows is said once, with their number', () => {
    const { notEvaluated } = analysed(perService({ when: 'row.name > 6' }));
    expect(notEvaluated).toMatchObject([{ at: 'E2#1', reason: expect.stringMatching(/\(and for 2 more rows\)$/) }]);
  });

  test('a condition that gives no truth value is none', () => {
    const { notEvaluated } = analysed(rule({ when: '1' }));
    expect(notEvaluated).toMatchObject([{ id: 'some', reason: expect.stringContaining('not true or false') }]);
  });

  test('forEach over something that is not there', () => {
    const { notEvaluated } = analysed(rule({ forEach: 'answers.namespace' }));
    expect(notEvaluated).toMatchObject([{ id: 'some', reason: expect.stringContaining('not a list') }]);
  });

  test('a finding that refers to no evidence is none', () => {
    const { findings, notEvaluated } = analysed(rule({ from: '[]' }));
    expect(findings).toEqual([]);
    expect(notEvaluated).toMatchObject([{ id: 'some', reason: expect.stringContaining('no evidence') }]);
  });

  test('a value missing in the text leaves the finding standing', () => {
    const { findings, notEvaluated } = analysed(rule({ says: '{{evidence.tcp[0].state}}' }));
    expect(findings).toHaveLength(1);
    expect(notEvaluated).toMatchObject([{ id: 'some.says' }]);
  });
});
