import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factFunctions } from '../../src/analysis/facts/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import type { CheckedPlaybook } from '../../src/playbook/checked.js';
import { preludeFile } from '../../src/playbook/files.js';
import { loadPlaybook } from '../../src/playbook/load.js';
import { InvalidPlaybook } from '../../src/playbook/problems.js';
import { playbooks } from '../helpers/playbooks.js';

const template = fileURLToPath(new URL('../../playbooks/_template', import.meta.url));
const options = { factFunctions, attachmentKinds };
let root: string;
let dir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casefile-checked-'));
  dir = join(root, 'copy');
  cpSync(template, dir, { recursive: true });
  cpSync(join(template, '..', preludeFile), join(root, preludeFile));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The template as checked before, with a title that only this list has: who reads it did not check. */
const marked = (): CheckedPlaybook[] => {
  const { dir: _, ...playbook } = loadPlaybook(template, options);
  return [{ ...playbook, title: 'Checked before' }];
};

describe('a playbook that was checked before', () => {
  it('is not checked again in another folder with the same files', () => {
    expect(loadPlaybook(dir, options, marked())).toMatchObject({ title: 'Checked before', dir });
  });

  it.each(['playbook.yaml', 'collectors/Get-Example.ps1', 'added.txt'])('is checked again when %s differs', (file) => {
    writeFileSync(join(dir, file), 'id: other');
    const load = () => loadPlaybook(dir, options, marked());
    if (file === 'playbook.yaml') expect(load).toThrow(InvalidPlaybook);
    else expect(load().title).not.toBe('Checked before');
  });

  it('is the same when the shared scripts it names are inside the folder, as in a case', () => {
    const shared = playbooks.find(({ files }) => files.some(({ file }) => file.startsWith('_shared/')))!;
    const { dir: source, ...rest } = shared;
    const pinned = join(root, 'pinned');
    cpSync(source, pinned, { recursive: true, filter: (path) => !path.startsWith(join(source, 'tests')) });
    cpSync(join(source, '..', '_shared'), join(pinned, '_shared'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ps1') || rest.files.some(({ file }) => path.endsWith(file)),
    });
    const load = () => loadPlaybook(pinned, options, [{ ...rest, title: 'Checked before' }]);
    expect(load()).toMatchObject({ title: 'Checked before', sha256: rest.sha256 });
    writeFileSync(join(pinned, '_shared', 'Get-Other.ps1'), '');
    expect(load().title).not.toBe('Checked before');
  });

  it('is remembered when it passes the check, and not when it fails', () => {
    const checked: CheckedPlaybook[] = [];
    const { sha256 } = loadPlaybook(dir, options, checked);
    writeFileSync(join(dir, 'playbook.yaml'), 'id: other');
    expect(() => loadPlaybook(dir, options, checked)).toThrow(InvalidPlaybook);
    expect(checked.map((playbook) => playbook.sha256)).toEqual([sha256]);
  });
});
