import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder, replayOf, root } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { rewriteJournal } from '../helpers/rewrite-journal.js';

const story = 'hcm-adfs-tunnel';
const alert = example(story, 'alert.json');
const replay = ['--replay', example(story, 'evidence')];
const noAnswers = 'schema: casefile/answers@1\n';
const script = ['--no-input', '--json'];

/** A program that leaves a file where it was started, and answers nothing. */
function trap(): { program: string; sprung: () => boolean } {
  const folder = newFolder();
  const program = join(folder, 'pwsh');
  writeFileSync(program, `#!/bin/sh\ntouch '${join(folder, 'sprung')}'\n`);
  chmodSync(program, 0o755);
  return { program, sprung: () => existsSync(join(folder, 'sprung')) };
}

const casesIn = (cases: string) => readdirSync(cases);
const journalOf = (dir: string) => join(dir, 'journal.jsonl');

/** A case as an attacker leaves it: its own playbook is pinned, and its hashes are good. */
async function plantPlaybook(cases: string): Promise<string> {
  const playbook = join(newFolder(), 'azure-hybrid-connection-manager');
  const shipped = join(root, 'playbooks');
  cpSync(join(shipped, 'azure-hybrid-connection-manager'), playbook, {
    recursive: true,
    filter: (from) => !/tests$/.test(from),
  });
  cpSync(join(shipped, '_shared'), join(playbook, '..', '_shared'), { recursive: true });
  const file = join(playbook, 'playbook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Planted'));
  const { result } = await casefile(['run', alert, '--playbook', playbook, ...replay, '--case-dir', cases, ...script]);
  return result.dir!;
}

describe.skipIf(process.platform === 'win32')('a planted case folder', () => {
  it('does not name the PowerShell that is started', async () => {
    const { program, sprung } = trap();
    const { result } = await casefile([...replayOf(story, newFolder()), '--answers', '-'], { stdin: noAnswers });
    rewriteJournal(journalOf(result.dir!), (entry) => {
      if (entry.type === 'OPENED') entry.data.method = { kind: 'powershell', from: program };
    });
    expect((await casefile(['verify', result.dir!])).code).toBe(0);
    const answers = ['--answers', example(story, 'answers.yaml')];
    const resumed = await casefile(['resume', result.dir!, ...answers, ...script], { env: { PATH: '/nowhere' } });
    expect(resumed.result.error?.code).toBe('no-powershell');
    expect(sprung()).toBe(false);
  }, 60_000);

  it('does not get its own playbook run', async () => {
    const { program, sprung } = trap();
    const dir = await plantPlaybook(newFolder());
    const before = readFileSync(journalOf(dir), 'utf8');
    const resumed = await casefile(['resume', dir, '--powershell', program, ...script]);
    expect(resumed.result).toMatchObject({ exit: 5, error: { code: 'playbook-not-trusted' } });
    expect(sprung()).toBe(false);
    expect(readFileSync(journalOf(dir), 'utf8')).toBe(before);
  }, 60_000);

  it('runs its own playbook once a responder vouches for that version by its hash', async () => {
    const dir = await plantPlaybook(newFolder());
    const [first] = readFileSync(journalOf(dir), 'utf8').split('\n');
    const { sha256 } = JSON.parse(first!).data.playbook as { sha256: string };
    const resumed = await casefile(['resume', dir, '--trust-playbook', sha256, ...replay, ...script]);
    expect(resumed.result.error?.code).toBe('answer-missing');
  }, 60_000);

  it('of a replay is not joined by a live run', async () => {
    const cases = newFolder();
    const planted = await casefile([...replayOf(story, cases), '--answers', '-'], { stdin: noAnswers });
    const before = readFileSync(journalOf(planted.result.dir!), 'utf8');
    const { program } = trap();
    const live = await casefile(['run', alert, '--powershell', program, '--case-dir', cases, '--join', ...script]);
    expect(live.result).toMatchObject({ exit: 2, error: { code: 'join-refused' } });
    expect(readFileSync(journalOf(planted.result.dir!), 'utf8')).toBe(before);
  }, 60_000);

  it('is not joined when its answers contradict those given', async () => {
    const cases = newFolder();
    const first = 'schema: casefile/answers@1\nanswers: { authorised: { value: "yes", because: planted } }\n';
    await casefile(['run', alert, ...replay, '--case-dir', cases, ...script, '--answers', '-'], { stdin: first });
    const given = ['--answers', example(story, 'answers.yaml')];
    const joined = await casefile(['run', alert, ...replay, '--case-dir', cases, '--join', ...script, ...given]);
    expect(joined.result).toMatchObject({ exit: 2, error: { code: 'join-conflict' } });
    expect(joined.stderr).toMatch(/answers\.authorised: the case has "yes", the file has "no"/);
  }, 60_000);

  it('that others can write is neither joined nor resumed without its name', async () => {
    const cases = newFolder();
    const planted = await casefile([...replayOf(story, cases), '--answers', '-'], { stdin: noAnswers });
    chmodSync(planted.result.dir!, 0o777);
    const resumed = await casefile(['resume', '--case-dir', cases, ...script]);
    expect(resumed.result).toMatchObject({ exit: 5, error: { code: 'case-of-others' } });
    const joined = await casefile(['run', alert, ...replay, '--case-dir', cases, '--join', ...script]);
    expect(joined.stderr).toContain('can be written by other accounts');
    expect(casesIn(cases)).toHaveLength(2);
  }, 60_000);
});

describe.skipIf(process.platform === 'win32')('a new case folder', () => {
  it('is for the account that made it alone', async () => {
    const cases = join(newFolder(), 'new');
    const { result } = await casefile(replayOf(story, cases));
    const all = ['.', ...readdirSync(result.dir!, { recursive: true, encoding: 'utf8' })];
    const open = all.filter((name) => (statSync(join(result.dir!, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    expect(statSync(cases).mode & 0o077).toBe(0);
  });
});
