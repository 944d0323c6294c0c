import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { factFunctions } from '../../src/analysis/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { pathOf, preludeFile } from '../../src/playbook/files.js';
import { listPlaybooks } from '../../src/playbook/heading.js';
import { lintPlaybook, loadPlaybook } from '../../src/playbook/load.js';
import { preludeOf } from '../../src/playbook/scripts.js';
import { openNewCase } from '../helpers/new-case.js';

const root = mkdtempSync(join(tmpdir(), 'casefile-shared-'));
afterAll(() => rmSync(root, { recursive: true }));

const load = (dir: string) => loadPlaybook(dir, { factFunctions, attachmentKinds });
const template = new URL('../../playbooks/_template', import.meta.url);
const dir = join(root, 'mine');
const script = '_shared/collectors/Get-Example.ps1';
const inShared = join(root, script);

/** The template, its script moved to where other playbooks find it too, beside a script that nobody names. */
beforeEach(() => {
  rmSync(root, { recursive: true });
  mkdirSync(join(root, '_shared/collectors'), { recursive: true });
  cpSync(template, dir, { recursive: true });
  cpSync(join(dir, 'collectors/Get-Example.ps1'), inShared);
  rmSync(join(dir, 'collectors'), { recursive: true });
  writeFileSync(join(root, '_shared/collectors/Get-Other.ps1'), '# nobody names it');
  const yaml = join(dir, 'playbook.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replaceAll('collectors/Get-Example.ps1', script));
});

it('a shared script that a collector names is a file of the playbook; others are not', () => {
  expect(load(dir).files.map(({ file }) => file)).toEqual([script, 'playbook.yaml']);
  expect(pathOf(dir, script)).toBe(inShared);
});

it('the prelude belongs to every playbook with collectors, though none names it', () => {
  writeFileSync(join(root, preludeFile), '# functions');
  const playbook = load(dir);
  expect(playbook.files.map(({ file }) => file)).toEqual([preludeFile, script, 'playbook.yaml']);
  expect(preludeOf(playbook)).toMatchObject({ path: preludeFile, text: '# functions', file: join(root, preludeFile) });
});

it('a change of the shared script changes the hash of the playbook', () => {
  const { sha256 } = load(dir);
  writeFileSync(inShared, `${readFileSync(inShared, 'utf8')}# changed\n`);
  expect(load(dir).sha256).not.toBe(sha256);
});

it('one that is not there is missing', () => {
  rmSync(inShared);
  expect(lintPlaybook(dir, { factFunctions, attachmentKinds }).map(({ code }) => code)).toEqual(['script-missing']);
});

it('the pinned copy holds it, has the same hash, and needs nothing outside', () => {
  const playbook = load(dir);
  const folder = openNewCase(playbook, { parent: join(root, 'cases') });
  folder.close();
  rmSync(join(root, '_shared'), { recursive: true });
  const pinned = load(join(folder.dir, 'playbook'));
  expect(pinned.sha256).toBe(playbook.sha256);
  expect(pathOf(pinned.dir, script)).toBe(join(pinned.dir, script));
});

it('the shared folder is no playbook', () => {
  expect(listPlaybooks(root).map(({ dir: found }) => found)).toEqual([dir]);
});
