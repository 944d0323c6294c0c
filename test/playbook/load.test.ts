import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { factFunctions } from '../../src/analysis/facts/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { listPlaybooks } from '../../src/playbook/heading.js';
import { lintPlaybook, loadPlaybook } from '../../src/playbook/load.js';
import { formatProblem, InvalidPlaybook } from '../../src/playbook/problems.js';

const shipped = fileURLToPath(new URL('../../playbooks/', import.meta.url));
const options = { factFunctions, attachmentKinds };
let root: string;
let dir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casefile-playbooks-'));
  dir = join(root, 'copy');
  cpSync(join(shipped, '_template'), dir, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
const yaml = () => readFileSync(join(dir, 'playbook.yaml'), 'utf8');

test.each(['_template', ...listPlaybooks(shipped).map(({ id }) => id)])('the shipped playbook %s is valid', (name) => {
  expect(lintPlaybook(join(shipped, name), options).map(formatProblem)).toEqual([]);
});

test('defaults are filled in and every list is there', () => {
  const playbook = loadPlaybook(dir, options);
  expect(playbook).toMatchObject({ id: 'new-service', inputs: {}, attachments: {}, dir });
  expect(playbook.collectors['services']).toMatchObject({ timeout: 60_000, parameters: {} });
  expect(playbook.collectors['services']!.rows['path']).toEqual({ type: 'string', nullable: true });
  expect(playbook.steps.map(({ id, next }) => [id, ...next.map(({ to }) => to)])).toEqual([
    ['look', 'expected'],
    ['expected', 'verdict'],
    ['verdict', 'contain', 'end'],
    ['contain', 'end'],
  ]);
});

test('the hash is that of the listed files, in order of their paths', () => {
  const { files, sha256 } = loadPlaybook(dir, options);
  expect(files.map(({ file }) => file)).toEqual(['collectors/Get-Example.ps1', 'playbook.yaml']);
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  const lines = files.map(({ file }) => `${hash(readFileSync(join(dir, file)))}  ${file}\n`);
  expect(sha256).toBe(hash(lines.join('')));
});

test('scenarios do not change the hash, a script does', () => {
  const { sha256 } = loadPlaybook(dir, options);
  mkdirSync(join(dir, 'tests'));
  write('tests/alert.json', '{}');
  expect(loadPlaybook(dir, options).sha256).toBe(sha256);
  write('collectors/Get-Example.ps1', '# changed');
  expect(loadPlaybook(dir, options).sha256).not.toBe(sha256);
});

test.skipIf(process.platform === 'win32')('a script that is a link is not a file of the folder', () => {
  symlinkSync('Get-Example.ps1', join(dir, 'collectors/Get-Link.ps1'));
  write('playbook.yaml', yaml().replace('Get-Example.ps1', 'Get-Link.ps1'));
  expect(lintPlaybook(dir, options).map(({ code }) => code)).toEqual(['script-missing']);
});

test('an invalid playbook is exit 2, with every problem a line in order', () => {
  write(
    'playbook.yaml',
    yaml().replace('evidence.services\n', '').replace('row.name', 'row.nome').replace('to: contain', 'to: contian'),
  );
  try {
    loadPlaybook(dir, options);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidPlaybook);
    const { exit, code, parts } = error as InvalidPlaybook;
    expect([exit, code]).toEqual([2, 'playbook-invalid']);
    const lines = parts.what.split('\n').slice(1);
    expect(lines).toHaveLength(3);
    const places = lines.map((line) => /^(.+):(\d+):(\d+) [a-z-]+ found .+; expected .+$/.exec(line));
    expect(places.map((place) => place?.[1])).toEqual(Array(3).fill(join(dir, 'playbook.yaml')));
    const numbers = places.map((place) => Number(place![2]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
});

test('a folder without a playbook is exit 2', () => {
  expect(() => loadPlaybook(root, options)).toThrow(expect.objectContaining({ exit: 2, code: 'playbook-missing' }));
});
