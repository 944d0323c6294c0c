import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../src/errors.js';
import { type Answers, formatAnswers, noAnswers, readAnswers } from '../../../src/playbook/answers/file.js';
import { playbooks } from '../../helpers/playbooks.js';

const playbook = playbooks.find(({ id }) => id === 'azure-hybrid-connection-manager')!;
const read = (text: string) => readAnswers('answers.yaml', Buffer.from(text), playbook);
const mistakes = (text: string): string[] => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof KnownError) return error.parts.what.split('\n').slice(1);
  }
  return [];
};

describe('an answers file', () => {
  it('gives value and reason by question', () => {
    const answers = read('schema: casefile/answers@1\nby: A\nanswers: { authorised: { value: "no", because: x } }\n');
    expect(answers).toMatchObject({ by: 'A', answers: { authorised: { value: 'no', because: 'x' } } });
  });

  it('takes an unquoted no as the text that it is in YAML 1.2', () => {
    expect(read('schema: casefile/answers@1\nanswers: { authorised: { value: no, because: x } }\n').answers).toEqual({
      authorised: { value: 'no', because: 'x' },
    });
  });

  it.each([
    ['an unknown question', 'answers:\n  autorised: { value: x }', 'answers.yaml:3:3 found answers.autorised'],
    ['a value that is no option', 'answers:\n  authorised: { value: maybe }', 'answers.yaml:3:24 found "maybe"'],
    [
      'an unknown form field',
      'answers:\n  owner: { value: { ticet: x } }',
      'found ticet; expected one of: owner, ticket',
    ],
    [
      'a window without a zone',
      'answers:\n  change: { value: { window: 2023-06-14T18:00/2023-06-14T22:00 } }',
      'with a zone',
    ],
    [
      'an unknown verdict',
      'verdict: { level: harmless, because: x }',
      'found harmless; expected one of: malicious-likely',
    ],
    ['an override without a reason', 'verdict: { level: suspicious }', 'answers.yaml:2:'],
    ['a blank reason', 'answers:\n  authorised: { value: "no", because: " " }', 'answers.yaml:3:'],
    ['an unknown key', 'responder: A', 'answers.yaml:'],
    ['an unknown attachment', 'attach: { other: { file: x } }', 'found attach.other'],
  ])('names the place of %s', (_, text, expected) => {
    expect(mistakes(`schema: casefile/answers@1\n${text}\n`).join('\n')).toContain(expected);
  });

  it('lists all mistakes together', () => {
    const text =
      'schema: casefile/answers@1\nanswers:\n  authorised: { value: x }\n  other: { value: y }\nattach: { a: { file: b } }\n';
    expect(mistakes(text)).toHaveLength(3);
  });

  it('comes back as it was written', () => {
    const answers: Answers = {
      ...noAnswers,
      by: 'A. Meyer',
      answers: {
        authorised: { value: 'yes', because: 'a: b # c\n"quoted"' },
        owner: { value: { owner: 'a', ticket: '007', namespace: 'no', target: 'h:1' }, because: null },
      },
      attach: { activityLog: { unavailable: 'no reader role' } },
      verdict: { level: 'suspicious', because: 'x' },
      actions: { preserve: { decision: 'done', by: null, because: 'y' } },
    };
    expect(read(formatAnswers(answers))).toEqual(answers);
  });
});
