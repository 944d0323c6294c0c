import { describe, expect, it } from 'vitest';
import { cli, example, newFolder } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { keys, Terminal } from '../helpers/terminal.js';

const story = 'hcm-adfs-tunnel';
const run = (caseDir: string, ...more: string[]) => [
  ...['run', example(story, 'alert.json'), '--replay', example(story, 'evidence'), '--case-dir', caseDir, ...more],
];

describe('without a terminal', () => {
  it.each([
    ['no standard input', 'ignore'],
    ['an empty pipe', 'closed'],
    ['a pipe with typed answers', 'n\nbecause\n'],
  ])('%s ends in exit 4 that names the first answer', async (_, stdin) => {
    const ran = await casefile(run(newFolder(), '--json'), { stdin });
    expect(ran.code).toBe(4);
    expect(ran.result).toMatchObject({ status: 'waiting', pending: { kind: 'ask', key: 'answers.authorised' } });
    expect(ran.stderr).toContain('answers.authorised');
  });

  it('never asks with --no-input, and can be resumed with answers', async () => {
    const cases = newFolder();
    expect((await casefile(run(cases, '--no-input'))).code).toBe(4);
    const resumed = await casefile([
      ...['resume', '--case-dir', cases, '--answers', example(story, 'answers.yaml'), '--no-input', '--json'],
    ]);
    expect(resumed.result).toMatchObject({ status: 'concluded', exit: 0, verdict: { level: 'malicious-likely' } });
  });

  it('writes a report of an unfinished case that says so', async () => {
    const cases = newFolder();
    await casefile(run(cases, '--no-input'));
    const { code, stdout } = await casefile(['report', '--stdout', '--case-dir', cases]);
    expect(code).toBe(0);
    expect(stdout).toContain('NOT CONCLUDED');
  });
});

describe.skipIf(process.platform === 'win32')('a reader that goes away', () => {
  it('does not turn exit 4 into success', async () => {
    const args = run(newFolder(), '--no-input', '--json')
      .map((arg) => `'${arg}'`)
      .join(' ');
    const piped = `${process.execPath} ${cli} ${args} | true; exit \${PIPESTATUS[0]}`;
    const ran = await casefile(['-c', piped], { command: ['bash'] });
    expect(ran.code).toBe(4);
  });

  it('of the progress does not stop the work', async () => {
    const args = run(newFolder(), '--no-input', '--json')
      .map((arg) => `'${arg}'`)
      .join(' ');
    const ran = await casefile(['-c', `${process.execPath} ${cli} ${args} 2> >(true)`], { command: ['bash'] });
    expect(ran.result).toMatchObject({ exit: 4, pending: { key: 'answers.authorised' } });
    expect(ran.result.report).not.toBeNull();
  });
});

describe('in a terminal', () => {
  it('closed standard input (Ctrl-D) is not success', async () => {
    const terminal = new Terminal(run(newFolder()));
    await terminal.see('authorised on');
    terminal.type(keys.ctrlD);
    expect((await terminal.exit).exitCode).not.toBe(0);
  });

  it('Ctrl-C at a question is exit 130, and says how to go on', async () => {
    const terminal = new Terminal(run(newFolder()));
    await terminal.see('authorised on');
    terminal.type(keys.ctrlC);
    expect((await terminal.exit).exitCode).toBe(130);
    expect(terminal.plain).toContain('casefile resume');
  });
});

describe('what people get wrong', () => {
  it('an alert that no playbook answers is exit 2, with the playbooks there are', async () => {
    const alert = JSON.stringify({
      Id: 4624,
      ProviderName: 'Microsoft-Windows-Security-Auditing',
      LogName: 'Security',
    });
    const ran = await casefile(['run', '-', '--case-dir', newFolder()], { stdin: alert });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('azure-hybrid-connection-manager');
    expect(ran.stderr).toContain('--playbook');
  });

  it('a malformed alert names file, line and column', async () => {
    const ran = await casefile(['run', '-', '--case-dir', newFolder()], { stdin: '{"a": 1,\n  b}' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/standard input:2:3/);
  });

  it('evidence of another host is exit 8, unless a reason is given', async () => {
    const other = [
      'run',
      example(story, 'alert.json'),
      '--replay',
      example('hcm-authorised', 'evidence'),
      '--no-input',
    ];
    const refused = await casefile([...other, '--case-dir', newFolder(), '--json']);
    expect(refused.result).toMatchObject({ exit: 8, error: { code: 'wrong-host' }, case: null });
    expect((await casefile([...other, '--host-is', 'renamed', '--case-dir', newFolder()])).code).toBe(4);
  });

  it.skipIf(process.platform === 'win32')('no PowerShell is exit 8 and says what was looked for', async () => {
    const ran = await casefile(['run', example(story, 'alert.json'), '--case-dir', newFolder()], {
      env: { PATH: '/usr/nowhere' },
    });
    expect(ran.code).toBe(8);
    expect(ran.stderr).toContain('pwsh');
  });

  it('an unknown option is exit 2, with its JSON document', async () => {
    const ran = await casefile(['run', '--json', '--frobnicate']);
    expect(ran.code).toBe(2);
    expect(ran.result).toMatchObject({ schema: 'casefile/result@1', exit: 2, status: 'failed' });
  });

  it.each([
    ['--case-dir', '/dev/null/cases', 2],
    ['--save-answers', '/nowhere/answers.yaml', 2],
  ])('%s %s is no bug', async (option, value, code) => {
    expect((await casefile(run(newFolder(), '--no-input', option, value))).code).toBe(code);
  });

  it('mistakes in an answers file are listed together with their places', async () => {
    const answers = 'schema: casefile/answers@1\nanswers:\n  authorised: { value: perhaps }\n  nothing: { value: x }\n';
    const ran = await casefile(run(newFolder(), '--answers', '-'), { stdin: answers });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('standard input:3:');
    expect(ran.stderr).toContain('standard input:4:');
  });

  it('a missing answer in the file is exit 4 with its key', async () => {
    const answers =
      'schema: casefile/answers@1\nby: A\nanswers:\n  authorised: { value: "yes", because: x }\n  owner: { value: { owner: a } }\n';
    const ran = await casefile(run(newFolder(), '--answers', '-', '--json'), { stdin: answers });
    expect(ran.result).toMatchObject({ exit: 4, pending: { key: 'answers.owner' }, error: { code: 'answer-missing' } });
    expect(ran.stderr).toContain('answers.owner.value.ticket');
  });
});
