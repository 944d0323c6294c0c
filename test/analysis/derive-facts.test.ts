import { expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import { rule, smallCase } from './scenarios/small.js';

const rows = { clock: [], service: [{ name: 'one', path: 'C:\\one.exe' }] };
const value = (source: string) => ({ value: source, about: null });

test('a fact sees the facts before it', () => {
  const facts = { first: value('evidence.service[0].name'), second: value("facts.first + '!'") };
  expect(analyse(smallCase({ rows, facts })).facts).toEqual({ first: 'one', second: 'one!' });
});

test('a fact with an error is null, is said, and leaves a rule on it not evaluated', () => {
  const facts = { last: value('evidence.service[9].name') };
  const findings = [rule({ when: "facts.last.startsWith('o')" })];
  const analysis = analyse(smallCase({ rows, facts, findings }));
  expect(analysis.facts).toEqual({ last: null });
  expect(analysis.notEvaluated.map(({ id }) => id)).toEqual(['facts.last', 'some']);
});

test('an argument with an error names the argument', () => {
  const facts = {
    roles: { use: 'hostRoles', with: { host: '1 / 0', roles: '[]' }, params: {}, about: null },
  };
  expect(analyse(smallCase({ rows, facts })).notEvaluated).toMatchObject([
    { id: 'facts.roles', reason: expect.stringMatching(/^host: /) },
  ]);
});

test('what a correlation complains of is said', () => {
  const facts = { anchors: { use: 'timeAnchors', with: { start: '[]' }, params: {}, about: null } };
  expect(analyse(smallCase({ rows, facts })).notEvaluated).toMatchObject([{ id: 'facts.anchors' }]);
});
