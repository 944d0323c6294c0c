import { expect, test } from 'vitest';
import { formatProblem } from '../../src/playbook/problems.js';
import { checkText, validText } from './checked.js';

/** The valid playbook with its attachment read as a kind, and a finding over its rows. */
const text = (reads: string | null, when: string) =>
  validText
    .replace("    ask: The proxy's log\n", `    ask: The proxy's log\n${reads ? `    reads: ${reads}\n` : ''}`)
    .replace(
      'questions:\n',
      `  - { id: cloud, forEach: attached.log, when: "${when}", says: "{{row.caller}} did it", innocent: ~, weight: 1, group: cloud }\nquestions:\n`,
    );
const problems = (...args: Parameters<typeof text>) => checkText(text(...args)).problems.map(formatProblem);

test('rows of an attachment have the fields of its kind, and evidence', () => {
  expect(problems('azureActivityLog', "row.operation != null && attachment.log == 'attached'")).toEqual([]);
});

test('a field that the kind does not have is reported with those it has', () => {
  const [problem, ...more] = problems('azureActivityLog', "row.operatoin == 'x'");
  expect(problem).toMatch(/unknown-field found row\.operatoin; expected one of time, ended, operation,/);
  expect(more).toEqual([]);
});

test('a file that is not read has no rows to speak of', () => {
  expect(problems(null, 'true')).toEqual([expect.stringMatching(/unknown-name found attached\.log/)]);
});

test('the way through the steps cannot depend on a file, since the machine does not read any', () => {
  const flow = validText.replace("when: answers.known == 'yes'", "when: attachment.log == 'attached'");
  expect(checkText(flow).problems.map(({ code }) => code)).toEqual(['unknown-name']);
});
