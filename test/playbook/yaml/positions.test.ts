import { expect, test } from 'vitest';
import { checkText, validText } from '../checked.js';

/** Code and place of each problem after a change to the valid playbook. */
function problems(from: string, to: string) {
  expect(validText.split(from)).toHaveLength(2);
  return checkText(validText.replace(from, to)).problems.map(
    ({ code, position, found }) =>
      `${code} ${validText
        .replace(from, to)
        .split('\n')
        [position.line - 1]!.slice(position.column - 1)} | ${found}`,
  );
}

test('a CEL error points into the expression', () => {
  expect(problems('when: row.port in data.ports', 'when: "row.port in data.ports )"')).toEqual([
    expect.stringMatching(/^cel-syntax \)" \|/),
  ]);
});

test('an unknown field points at its dot', () => {
  expect(problems('when: row.port in', "when: row.address == 'x' && row.prt in")).toEqual([
    'unknown-field .prt in data.ports | row.prt',
  ]);
});

test('an unknown name in a text points into the text', () => {
  expect(problems('{{row.address}}:{{row.port}}', '{{row.address}}:{{ fact.port }}')).toEqual([
    'unknown-name fact.port }} exists | fact',
  ]);
});

test('a key that is missing is reported at its parent', () => {
  expect(problems('    risk: writes to the disk\n', '')).toEqual(['missing-key preserve: | no key "risk"']);
});

test('all problems of a stage are reported together', () => {
  const text = validText
    .replace("'yes', to: verdict }", "'yes', to: nowhere }")
    .replace('levels: [bad,', 'levels: [worse,');
  expect(checkText(text).problems.map(({ code }) => code)).toEqual(['unknown-step', 'unknown-level']);
});
