import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { resumeCase } from '../../src/case/resume.js';
import { verifyCase } from '../../src/case/verify.js';
import { load } from '../../src/casework/playbooks.js';
import { openNewCase } from '../helpers/new-case.js';
import { playbooks } from '../helpers/playbooks.js';

const clock = () => new Date('2025-02-11T04:00:00.000Z');

function newCase(): string {
  const folder = openNewCase(playbooks[0]!);
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

const unfinished = (dir: string) => verifyCase(dir).unfinished.map(({ file }) => file);

describe('verify, of what a process leaves that dies', () => {
  it('names a torn entry, and calls it no difference', () => {
    const dir = newCase();
    appendFileSync(join(dir, 'journal.jsonl'), '{"v":1,"seq":2,"at":"2025-02-11T04');
    expect([differences(dir), unfinished(dir)]).toEqual([[], ['journal.jsonl']]);
  });

  it.each([
    ['other text', 'forged'],
    ['another number', '{"v":1,"seq":7,"at":"2025'],
    ['a line with something behind its hash', `{"v":1,"seq":2,"at":"x","hash":"${'0'.repeat(64)}"}x`],
  ])('calls %s at the end of the journal a difference', (_, text) => {
    const dir = newCase();
    appendFileSync(join(dir, 'journal.jsonl'), text);
    expect(differences(dir)).toEqual(['journal journal.jsonl:2']);
  });

  it.each([
    'analysis/1.json',
    'analysis/1.json.part',
    'attachments/A1/x.json',
    'report/report.md.part',
    'lock',
    'lock.4711.0123456789abcdef',
  ])('names %s, and calls it no difference', (file) => {
    const dir = newCase();
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), 'x');
    expect([differences(dir), unfinished(dir)]).toEqual([[], [file]]);
  });

  it.each([
    'analysis/2.json',
    'attachments/A2/x.json',
    'evidence/x.1.jsonl',
    'x.part',
    'report/other.md',
    'playbook/collectors/x.ps1',
  ])('calls %s extra', (file) => {
    const dir = newCase();
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), 'x');
    expect([differences(dir), unfinished(dir)]).toEqual([[`extra ${file}`], []]);
  });
});

describe('verify with the head that was noted', () => {
  it('finds the entry, by its hash or the first digits', () => {
    const dir = newCase();
    const { head } = verifyCase(dir);
    expect(verifyCase(dir, head!).differences).toEqual([]);
    expect(verifyCase(dir, head!.slice(0, 16)).differences).toEqual([]);
  });

  it('notices entries that are cut off at the end', () => {
    const dir = newCase();
    const folder = resumeCase(dir, load, clock);
    folder.journal.append({ type: 'NOTE', data: { by: 'A', account: 'a', source: 'terminal', text: 'seen' } });
    const { head } = folder.journal;
    folder.close();
    const journal = join(dir, 'journal.jsonl');
    writeFileSync(journal, `${readFileSync(journal, 'utf8').split('\n')[0]}\n`);
    expect(differences(dir)).toEqual([]);
    expect(verifyCase(dir, head).differences).toMatchObject([{ kind: 'head' }]);
  });

  it.runIf(process.platform !== 'win32')('doesn’t take a link for a file of the case, with any target', () => {
    const dir = newCase();
    renameSync(join(dir, 'alert.json'), `${dir}-alert.json`);
    symlinkSync(`${dir}-alert.json`, join(dir, 'alert.json'));
    expect(differences(dir)).toEqual(['changed alert.json']);
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
