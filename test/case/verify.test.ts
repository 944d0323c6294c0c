import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { resumeCase } from '../../src/case/resume.js';
import { verifyCase } from '../../src/case/verify.js';
import { load } from '../../src/casework/playbooks.js';
import { casefile } from '../helpers/in-process.js';
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

/** What verify says about one path of a case that has it. */
function told(path: string, content: string | null): string[] {
  const dir = newCase();
  mkdirSync(content === null ? join(dir, path) : dirname(join(dir, path)), { recursive: true });
  if (content !== null) writeFileSync(join(dir, path), content);
  const { differences: wrong, unfinished: left } = verifyCase(dir);
  return [
    ...wrong.map(({ file, detail }) => `extra ${file}: ${detail}`),
    ...left.map((each) => `${each.file}: ${each.detail}`),
  ];
}

describe('verify, of what no hash covers', () => {
  it.each<[string, string | null, RegExp]>([
    ['analysis/1.json', 'planted', /^analysis\/1\.json: written but not journaled: 7 bytes that no hash covers$/],
    ['report/report.md.part', 'planted', /: an unfinished write of report\/report\.md: 7 bytes that no hash covers$/],
    ['journal.torn', '{"v":1,"seq":2,"at":"2025', /^journal\.torn: 25 bytes of an entry that was never acknowledged/],
    ['journal.torn', 'MZ planted', /^journal\.torn: 10 bytes that aren't the beginning of an entry/],
    ['attachments/A1', null, /^attachments\/A1\/: an empty folder for a file that was not written$/],
    ['attachments/A7', null, /^extra attachments\/A7\/: an empty folder that casefile does not make$/],
    ['evidence/a/b', null, /^extra evidence\/a\/b\/: an empty folder that casefile does not make$/],
    ['attachments/A1/deep/x.exe', 'MZ', /^extra attachments\/A1\/deep\/x\.exe: the journal does not name it$/],
    ['alerts/2.x/y', 'MZ', /^extra alerts\/2\.x\/y: the journal does not name it$/],
  ])('says what %s is', (path, content, expected) => {
    expect(told(path, content)).toEqual([expect.stringMatching(expected)]);
  });

  it('calls all of several files extra where a process leaves one', () => {
    const dir = newCase();
    mkdirSync(join(dir, 'attachments/A1'));
    for (const name of ['a.json', 'b.json']) writeFileSync(join(dir, 'attachments/A1', name), 'x');
    expect([differences(dir).sort(), unfinished(dir)]).toEqual([
      ['extra attachments/A1/a.json', 'extra attachments/A1/b.json'],
      [],
    ]);
  });

  it.runIf(process.platform !== 'win32')('calls a link extra, with the name of a lock too', () => {
    const dir = newCase();
    symlinkSync('/etc/hostname', join(dir, 'lock'));
    expect([differences(dir), unfinished(dir)]).toEqual([['extra lock'], []]);
  });

  it('lists a bounded number of paths, and says how many there are', async () => {
    const dir = newCase();
    for (let n = 0; n < 300; n += 1) writeFileSync(join(dir, `evidence/x${n}`), '');
    const ran = await casefile(['verify', dir]);
    expect(ran.code).toBe(5);
    expect(ran.stderr.match(/^extra {2}/gm)).toHaveLength(200);
    expect(ran.stderr).toContain('differences  200 of 300 are listed');
    const json = JSON.parse((await casefile(['verify', dir, '--json'])).stdout);
    expect([json.differences.length, json.counts]).toEqual([200, { differences: 300, unfinished: 0, setBack: 0 }]);
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
