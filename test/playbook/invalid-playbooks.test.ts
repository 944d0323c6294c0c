import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatProblem, problemCodes } from '../../src/playbook/problems.js';
import { checkText, examples, patched, validText } from './checked.js';

const codes = readdirSync(examples).flatMap((name) => (name.endsWith('.diff') ? [name.replace('.diff', '')] : []));

test('the playbook that the examples differ from is valid', () => {
  expect(checkText(validText).problems.map(formatProblem)).toEqual([]);
});

test.each(codes)('%s is reported, and nothing else', (code) => {
  const { playbook, problems } = checkText(patched(readFileSync(`${examples}${code}.diff`, 'utf8')));
  expect(new Set(problems.map((problem) => problem.code)), problems.map(formatProblem).join('\n')).toEqual(
    new Set([code]),
  );
  expect(playbook).toBeNull();
});

test('every code has an example, but for the two that no text file can show (test/playbook/yaml/read.test.ts)', () => {
  expect(new Set([...codes, 'too-large', 'not-utf8'])).toEqual(new Set(problemCodes));
});
