import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder, replayOf, reportOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

const story = 'hcm-authorised';

describe('revise', () => {
  it('replaces an answer, asks again what is based on it, and the report shows both', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    const changed = join(newFolder(), 'answers.yaml');
    const answers = readFileSync(example(story, 'answers.yaml'), 'utf8')
      .replace('value: "yes"', 'value: "no"')
      .replace(/file: (\S+)/g, (_, name: string) => `file: ${example(story, name)}`);
    const actions = ['preserve', 'blockEgress', 'stopService', 'rotateKeys', 'uninstall'].map(
      (id) => `  ${id}: { decision: planned, because: x }\n`,
    );
    writeFileSync(changed, `${answers}actions:\n${actions.join('')}`);

    const [id] = (await casefile(['list', '--case-dir', cases])).stdout.split('  ');
    const ran = await casefile([
      ...['revise', id!, 'authorised', '--reason', 'The owner withdrew.', '--case-dir', cases],
      ...['--answers', changed, '--no-input', '--json'],
    ]);
    expect(ran.result).toMatchObject({ status: 'concluded', verdict: { level: 'suspicious' } });
    expect(reportOf(ran)).toContain('The owner withdrew.');
    expect(reportOf(ran)).toContain('the owner confirmed by telephone');
    expect(await casefile(['verify', '--case-dir', cases])).toMatchObject({ code: 0 });
  });

  it('refuses to revise an answer that an earlier revision dropped', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    const [id] = (await casefile(['list', '--case-dir', cases])).stdout.split('  ');
    const first = 'schema: casefile/answers@1\nanswers: { authorised: { value: unknown, because: x } }\n';
    const revise = (question: string) =>
      casefile(['revise', id!, question, '--reason', 'x', '--case-dir', cases, '--answers', '-'], { stdin: first });
    expect((await revise('authorised')).code).toBe(4);
    expect((await revise('cloud')).code).toBe(2);
    expect(await casefile(['verify', '--case-dir', cases])).toMatchObject({ code: 0 });
  });

  it('refuses a question that was not answered, with exit 2', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    const [id] = (await casefile(['list', '--case-dir', cases])).stdout.split('  ');
    const ran = await casefile(['revise', id!, 'weather', '--reason', 'x', '--case-dir', cases]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('authorised');
  });
});

describe('--fail-on', () => {
  it('is exit 10 when the verdict is that bad, and exit 2 for a level that the playbook has not', async () => {
    const run = (level: string) => casefile([...replayOf('hcm-adfs-tunnel', newFolder()), '--fail-on', level]);
    expect((await run('suspicious')).result).toMatchObject({ exit: 10, status: 'concluded' });
    expect((await run('terrible')).code).toBe(2);
  });
});
