import { describe, expect, it } from 'vitest';
import { noAnswers } from '../../src/playbook/answers/file.js';
import type { Question } from '../../src/playbook/types.js';
import { answersRespondent } from '../../src/terminal/answers.js';
import type { QuestionView } from '../../src/terminal/types.js';

const question: Question = {
  ask: 'Well?',
  show: [],
  because: 'required',
  help: null,
  type: 'choice',
  options: { yes: 'yes', no: 'no' },
  forEach: null,
};
const view: QuestionView = {
  id: 'authorised',
  title: 't',
  ask: [{ text: 'Well?' }],
  question,
  names: null,
  shown: [],
  previous: null,
};
const respondent = (answers: object) =>
  answersRespondent({ answers: { ...noAnswers, answers: answers as never }, file: 'a.yaml', dir: '/d', why: 'x' }, 'A');

describe('answers from a file', () => {
  it('gives the answer that is there', async () => {
    const given = { value: 'no', because: 'y' };
    expect(await respondent({ authorised: given }).ask(view)).toEqual(given);
  });

  it('stops with exit 4 and the key when there is none', async () => {
    await expect(respondent({}).ask(view)).rejects.toMatchObject({
      exit: 4,
      parts: { what: expect.stringContaining('answers.authorised'), expected: expect.stringContaining('yes | no') },
    });
  });

  it('stops when a required reason is missing', async () => {
    const { ask } = respondent({ authorised: { value: 'no', because: null } });
    await expect(ask(view)).rejects.toMatchObject({ exit: 4, parts: { what: expect.stringContaining('because') } });
  });

  it('stops with the names that have no answer of their own', async () => {
    const each = { ...view, question: { ...question, forEach: question.ask }, names: ['ns-a', 'ns-b'] };
    const { ask } = respondent({ authorised: { value: { 'ns-a': 'yes' }, because: 'x' } });
    await expect(ask(each)).rejects.toMatchObject({
      exit: 4,
      parts: {
        what: expect.stringContaining('answers.authorised.value.ns-b'),
        expected: 'answers: { authorised: { value: { ns-b: yes | no } } }',
      },
    });
  });

  it('takes attachment paths as relative to the answers file', async () => {
    const { attach } = answersRespondent(
      { answers: { ...noAnswers, attach: { log: { file: 'log.json' } } }, file: 'a.yaml', dir: '/d', why: 'x' },
      'A',
    );
    expect(await attach({ id: 'log', title: '', ask: [], handOff: [] })).toEqual({ file: '/d/log.json' });
  });
});
