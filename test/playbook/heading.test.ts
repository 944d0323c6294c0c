import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listPlaybooks } from '../../src/playbook/heading.js';

const template = readFileSync(new URL('../../playbooks/_template/playbook.yaml', import.meta.url), 'utf8');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casefile-headings-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (folder: string, text: string) => {
  mkdirSync(join(root, folder));
  writeFileSync(join(root, folder, 'playbook.yaml'), text);
};

it('lists playbooks by id, and no templates, other folders or files', () => {
  put('copy', template);
  put('_copy', template);
  put('another', template.replace('new-service', 'a-service'));
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(root, 'playbook.spec.yaml'), '');
  expect(listPlaybooks(root).map(({ id, dir }) => [id, dir])).toEqual([
    ['a-service', join(root, 'another')],
    ['new-service', join(root, 'copy')],
  ]);
});

it('reads triggers although the rest of the playbook is wrong', () => {
  put('copy', template.replace(/^steps:[\s\S]*/m, 'steps: nothing\n'));
  expect(listPlaybooks(root)).toEqual([
    { id: 'new-service', title: 'A service was installed', triggers: [expect.anything()], dir: join(root, 'copy') },
  ]);
});

it.each([
  ['a syntax error', 'a: [', 'broken', 'cannot be read: check it with `casefile lint`'],
  ['a trigger of no known kind', 'id: x\ntitle: T\ntriggers: [{ snort: 1 }]', 'x', 'T'],
])('gives no triggers for %s', (_, text, id, title) => {
  put('broken', text);
  expect(listPlaybooks(root)).toEqual([{ id, title, triggers: null, dir: join(root, 'broken') }]);
});
