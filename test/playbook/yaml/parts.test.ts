import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { factFunctions } from '../../../src/analysis/facts/index.js';
import { attachmentKinds } from '../../../src/attachments/index.js';
import { lintPlaybook, loadPlaybook } from '../../../src/playbook/load.js';
import { formatProblem } from '../../../src/playbook/problems.js';

const template = fileURLToPath(new URL('../../../playbooks/_template/', import.meta.url));
const options = { factFunctions, attachmentKinds };
let dir: string;

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'casefile-parts-')), 'copy');
  cpSync(template, dir, { recursive: true });
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

const whole = () => readFileSync(join(dir, 'playbook.yaml'), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
const problems = () => lintPlaybook(dir, options).map((problem) => formatProblem(problem).slice(dir.length + 1));

/** Moves the value of a top-level key into a file of its own. */
function moveOut(key: string): void {
  const section = new RegExp(`^${key}:[^\\n]*\\n((?: +[^\\n]*\\n|\\n)*)`, 'm');
  write(`${key}.yaml`, section.exec(whole())![1]!.replace(/^ {2}/gm, ''));
  write('playbook.yaml', whole().replace(section, ''));
}

test('a key in a file of its own is the same playbook', () => {
  const before = loadPlaybook(dir, options);
  for (const key of ['collectors', 'findings', 'questions', 'actions']) moveOut(key);
  const { collectors, findings, questions, actions, steps } = loadPlaybook(dir, options);
  expect(Object.keys(collectors)).toEqual(Object.keys(before.collectors));
  expect(findings.map(({ id, when }) => [id, when])).toEqual(before.findings.map(({ id, when }) => [id, when]));
  expect(Object.keys(questions)).toEqual(Object.keys(before.questions));
  expect(Object.keys(actions)).toEqual(Object.keys(before.actions));
  expect(steps.map(({ id }) => id)).toEqual(before.steps.map(({ id }) => id));
});

test('such a file is one of the files that the hash is of', () => {
  moveOut('findings');
  const { files, sha256 } = loadPlaybook(dir, options);
  expect(files.map(({ file }) => file)).toContain('findings.yaml');
  write('findings.yaml', `${readFileSync(join(dir, 'findings.yaml'), 'utf8')}# more\n`);
  expect(loadPlaybook(dir, options).sha256).not.toBe(sha256);
});

test('a problem in it is at its place', () => {
  moveOut('questions');
  const text = readFileSync(join(dir, 'questions.yaml'), 'utf8').replace('type: choice', 'type: choose');
  write('questions.yaml', text);
  const line = text.split('\n').findIndex((each) => each.includes('type: choose')) + 1;
  expect(problems()[0]).toMatch(new RegExp(`^questions\\.yaml:${line}:\\d+ bad-value `));
});

test('an expression in it is at its place', () => {
  moveOut('findings');
  const text = readFileSync(join(dir, 'findings.yaml'), 'utf8').replace(/when: .*/, 'when: nothing.at.all');
  write('findings.yaml', text);
  const line = text.split('\n').findIndex((each) => each.includes('nothing.at.all')) + 1;
  expect(problems().some((problem) => problem.startsWith(`findings.yaml:${line}:`))).toBe(true);
});

test('a key in both files is a problem', () => {
  write('findings.yaml', '[]\n');
  expect(problems().join()).toContain('yaml-duplicate-key found findings, which findings.yaml holds as well');
});

test("reports the name of a file that isn't YAML", () => {
  moveOut('findings');
  write('findings.yaml', 'a: [');
  expect(problems()[0]).toMatch(/^findings\.yaml:\d+:\d+ yaml-syntax/);
});
