import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, example, newFolder, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { concludedCase } from '../helpers/made-case.js';
import { can, nobody } from '../torture/replays/environments.js';

const story = 'hcm-authorised';

/** A case that waits for its verdict, and the folder that holds it. */
async function waiting(): Promise<{ cases: string; dir: string }> {
  const cases = newFolder();
  const { result } = await casefile(
    replayOf(story, cases).map((arg) => (arg === example(story, 'answers.yaml') ? '-' : arg)),
    {
      stdin: readFileSync(example(story, 'answers.yaml'), 'utf8')
        .replace(/verdict:[\s\S]*$/, '')
        .replaceAll('file: ', `file: ${example(story)}/`),
    },
  );
  expect(result.pending?.key).toBe('verdict');
  return { cases, dir: result.dir! };
}

const change = (file: string, from: string, to: string) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
};

describe('a changed file', () => {
  it('of the analysis stops resume and report with exit 5', async () => {
    const { cases, dir } = await waiting();
    const last = readdirSync(join(dir, 'analysis')).sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))[0]!;
    change(join(dir, 'analysis', last), '"level": "authorised"', '"level": "malicious-likely"');
    const answers = ['--answers', example(story, 'answers.yaml'), '--no-input'];
    expect((await casefile(['resume', '--case-dir', cases, ...answers])).code).toBe(5);
    expect((await casefile(['report', '--case-dir', cases, '--stdout'])).code).toBe(5);
  });

  it('of evidence stops the report with exit 5 and names it', async () => {
    const { cases, dir } = await waiting();
    change(join(dir, 'evidence/service.1.jsonl'), '"signatureStatus":"Valid"', '"signatureStatus":"Void"');
    const ran = await casefile(['report', '--case-dir', cases, '--stdout']);
    expect(ran.code).toBe(5);
    expect(ran.stderr).toContain('service.1.jsonl');
  });

  it('that nobody journaled does not become evidence', async () => {
    const { cases, dir } = await waiting();
    writeFileSync(join(dir, 'evidence/forged.1.jsonl'), readFileSync(join(dir, 'evidence/service.1.jsonl')));
    const { code, stdout } = await casefile(['report', '--case-dir', cases, '--stdout']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('forged');
  });
});

describe('a case that cannot be read', () => {
  it('does not hide the others from list', async () => {
    const { cases, dir } = await waiting();
    mkdirSync(join(cases, 'a-folder-for-a-journal/journal.jsonl'), { recursive: true });
    mkdirSync(join(cases, 'an-empty-journal'));
    writeFileSync(join(cases, 'an-empty-journal/journal.jsonl'), '');
    const { code, stdout } = await casefile(['list', '--case-dir', cases]);
    expect(code).toBe(0);
    expect(stdout).toContain('a-folder-for-a-journal  does not verify: The journal cannot be read (it is a folder)');
    expect(stdout).toContain('an-empty-journal  does not verify: ');
    expect(stdout).toContain(`${basename(dir)}  waits for verdict`);
  });

  /** Root reads everything, so it asks as somebody else. */
  const asker = process.getuid?.() === 0 ? nobody : [];
  it.runIf(process.platform === 'linux' && can(...asker, 'test', '-r', cli)).each([
    ['journal.jsonl', 'verify'],
    ['journal.jsonl', 'report'],
    ['evidence/services.1.jsonl', 'verify'],
    ['evidence/services.1.jsonl', 'report'],
    ['analysis', 'seal'],
  ])('because this account may not read %s is no bug and no change to %s: exit 7', async (file, command) => {
    const dir = await concludedCase();
    for (const path of [join(dir, '..'), ...[dir, 'evidence', 'analysis'].map((name) => resolve(dir, name))])
      chmodSync(path, 0o755);
    chmodSync(join(dir, file), 0);
    const output = command === 'seal' ? ['--output', join(newFolder(), 'bag')] : [];
    const stdout = command === 'report' ? ['--stdout'] : [];
    const ran = await casefile([command, dir, ...output, ...stdout], { command: [...asker, process.execPath, cli] });
    expect(ran.stderr).toContain('The case cannot be read (EACCES');
    expect(ran.code).toBe(7);
  });
});
