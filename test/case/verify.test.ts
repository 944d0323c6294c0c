import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factFunctions } from '../../src/analysis/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { createCase } from '../../src/case/create.js';
import { resumeCase } from '../../src/case/resume.js';
import { verifyCase } from '../../src/case/verify.js';
import { loadPlaybook } from '../../src/playbook/load.js';
import { newFolder } from '../helpers/casefile.js';
import { playbooks } from '../helpers/playbooks.js';
import { detection } from '../machine/walk.js';

const load = (dir: string) => loadPlaybook(dir, { factFunctions, attachmentKinds });
const clock = () => new Date('2025-02-11T04:00:00.000Z');

function newCase(): string {
  const folder = createCase({
    parent: newFolder(),
    alert: { bytes: Buffer.from('{}'), extension: '.json' },
    playbook: playbooks[0]!,
    loadPinned: load,
    opened: {
      detection,
      ...{ tool: { name: 'casefile', version: '0' }, responder: 'A', account: 'a', inputs: {}, hostIs: null },
      ...{ method: { kind: 'replay', from: '/x' }, matchedBy: 'test' },
    },
    clock,
    random: '00000000',
  });
  folder.close();
  return folder.dir;
}

const differences = (dir: string) => verifyCase(dir).differences.map(({ kind, file }) => `${kind} ${file}`);

describe('verify', () => {
  it('finds nothing in a fresh case', () => {
    expect(differences(newCase())).toEqual([]);
  });

  it('names a changed, a missing and an extra file', () => {
    const dir = newCase();
    writeFileSync(join(dir, 'alert.json'), '{ }');
    rmSync(join(dir, 'playbook/playbook.yaml'));
    writeFileSync(join(dir, 'evidence/extra.txt'), 'x');
    expect(differences(dir).sort()).toEqual([
      'changed alert.json',
      'extra evidence/extra.txt',
      'missing playbook/playbook.yaml',
    ]);
  });

  it('names the first journal line that does not verify', () => {
    const dir = newCase();
    const journal = join(dir, 'journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"responder":"A"', '"responder":"B"'));
    expect(differences(dir)).toContain('journal journal.jsonl:1');
  });
});

describe('resume', () => {
  it('refuses a case whose pinned playbook was changed', () => {
    const dir = newCase();
    appendFileSync(join(dir, 'playbook/playbook.yaml'), '# changed\n');
    expect(() => resumeCase(dir, load, clock)).toThrow(expect.objectContaining({ exit: 5, code: 'playbook-changed' }));
  });

  it('pins exactly the files of the playbook, without its tests', () => {
    const dir = newCase();
    expect(load(join(dir, 'playbook')).sha256).toBe(playbooks[0]!.sha256);
  });
});
