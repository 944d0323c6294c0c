import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

const story = 'hcm-authorised';

describe('a case whose evidence is all collected', () => {
  it('is finished where its host is not', async () => {
    const cases = newFolder();
    const evidence = join(newFolder(), 'evidence');
    cpSync(example(story, 'evidence'), evidence, { recursive: true });
    const run = replayOf(story, cases).map((arg) => (arg === example(story, 'evidence') ? evidence : arg));
    await casefile([...run.filter((arg) => arg !== '--answers' && !arg.endsWith('answers.yaml'))]);
    // Up to the last collect step the source is needed; what follows is questions alone.
    const half = ['authorised', 'owner', 'namespace', 'installer', 'change'];
    const text = `schema: casefile/answers@1\nby: D\nanswers:\n${half.map((id) => `  ${id}: ${answer[id]}`).join('\n')}\n`;
    const waits = await casefile(['resume', '--case-dir', cases, '--answers', '-', '--json'], { stdin: text });
    expect(waits.result.pending?.key).toBe('answers.traffic');
    renameSync(evidence, `${evidence}-gone`);
    const rest = ['--answers', example(story, 'answers.yaml'), '--no-input', '--json'];
    const done = await casefile(['resume', '--case-dir', cases, ...rest]);
    expect(done.result).toMatchObject({ status: 'concluded', verdict: { level: 'authorised' } });
  });
});

const answer: { [id: string]: string } = {
  authorised: '{ value: "yes", because: x }',
  owner:
    '{ value: { owner: a.meyer, ticket: CHG-20411, namespace: corp-app-relay, target: "sql01.contoso.example:1433" } }',
  namespace: '{ value: ours, because: x }',
  installer: '{ value: unknown, because: x }',
  change: '{ value: { window: 2023-06-14T18:00Z/2023-06-14T22:00Z } }',
};
