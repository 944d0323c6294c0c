import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/commands/run/plan/types.js';
import type { JournalEntry } from '../../src/domain/journal.js';
import { example, newFolder, type Ran, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

const story = 'hcm-adfs-tunnel';
const alert = example(story, 'alert.json');
const noAnswers = 'schema: casefile/answers@1\nby: A\n';
const planOf = ({ stdout }: Ran) => JSON.parse(stdout) as Plan;
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A PowerShell that writes down how it was started, and does no more. */
function telltale(): { path: string; arguments(): string[] | null } {
  const folder = newFolder();
  const path = join(folder, 'pwsh');
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/arguments"\nexit 1\n`);
  chmodSync(path, 0o755);
  return {
    path,
    arguments: () =>
      existsSync(join(folder, 'arguments'))
        ? readFileSync(join(folder, 'arguments'), 'utf8').trimEnd().split('\n')
        : null,
  };
}

const plan = (...args: string[]) => casefile(['run', alert, '--plan', ...args]);

describe('casefile run --plan', () => {
  it.skipIf(process.platform === 'win32')('starts nothing and writes nothing', async () => {
    const powershell = telltale();
    const cwd = newFolder();
    const ran = await casefile(['run', alert, '--plan', '--powershell', powershell.path], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(powershell.path);
    expect(powershell.arguments()).toBeNull();
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('names the command line that the run starts', async () => {
    const powershell = telltale();
    const { engine } = planOf(await plan('--powershell', powershell.path, '--json'));
    expect(engine).toMatchObject({ kind: 'powershell', path: powershell.path, lookedFor: null });
    const ran = await casefile([
      'run',
      alert,
      '--powershell',
      powershell.path,
      '--case-dir',
      newFolder(),
      '--no-input',
    ]);
    expect(ran.code).toBe(8);
    expect(engine).toMatchObject({ arguments: powershell.arguments() });
  });

  it('names collectors, hashes and known parameters as the run then journals them', async () => {
    const cases = newFolder();
    const { result } = await casefile(replayOf(story, cases));
    const journal = readFileSync(join(result.dir!, 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JournalEntry);
    const collecting = journal.flatMap((entry) => (entry.type === 'COLLECTING' ? [entry.data] : []));
    const { collectors, playbook } = planOf(await plan('--json'));
    expect(collectors.map(({ id, step, sha256 }) => ({ id, step, sha256 }))).toEqual(
      collecting.map(({ collector, step, script }) => ({ id: collector, step, sha256: script.sha256 })),
    );
    const opened = journal[0];
    expect(opened?.type === 'OPENED' && opened.data.playbook.sha256).toBe(playbook.sha256);
    for (const [n, { script, sha256: hash, parameters }] of collectors.entries()) {
      expect(sha256(readFileSync(script))).toBe(hash);
      const values = Object.entries(parameters).map(([name, parameter]) =>
        'value' in parameter ? [name, parameter.value] : null,
      );
      if (values.includes(null)) continue;
      const given = JSON.stringify(Object.fromEntries(values as [string, unknown][]));
      expect(sha256(given)).toBe(collecting[n]!.parametersSha256);
    }
  }, 60_000);

  it('computes what inputs say, and leaves open what evidence will say', async () => {
    const { collectors } = planOf(await plan('--json', '--input', 'lookback=P30D'));
    const parameters = Object.fromEntries(collectors.map((collector) => [collector.id, collector.parameters]));
    expect(parameters['events']).toEqual({
      LookbackSeconds: { expression: 'inputs.lookback', value: 30 * 86_400 },
    });
    expect(parameters['config']?.['ServicePath']).toMatchObject({
      waitsFor: ['evidence.service', 'evidence.listeners'],
    });
  });

  it('works without PowerShell, and names what would be looked for', async () => {
    const ran = await casefile(['run', alert, '--plan'], {
      env: { PATH: '/nowhere', SystemRoot: '', ProgramFiles: '' },
    });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/none: No PowerShell was found; looked for .*(\/nowhere\/pwsh|powershell\.exe)/);
    expect(ran.stdout).toContain('Get-HcmService.ps1');
  });

  it('says which open case the alert would join, and leaves it as it is', async () => {
    const cases = newFolder();
    const { result } = await casefile([...replayOf(story, cases), '--answers', '-'], { stdin: noAnswers });
    expect(result.exit).toBe(4);
    const files = () => readdirSync(cases, { recursive: true }).sort();
    const before = files();
    const from = ['--replay', example(story, 'evidence')];
    expect(planOf(await plan('--json', '--case-dir', cases, ...from, '--join')).joins).toBe(result.dir);
    expect(planOf(await plan('--json', '--case-dir', cases, ...from))).toMatchObject({
      joins: null,
      openCases: [result.dir],
    });
    expect(planOf(await plan('--json', '--case-dir', cases, '--new-case'))).toMatchObject({
      joins: null,
      openCases: [],
    });
    expect((await plan('--case-dir', cases)).stdout).toContain(`open for this host: ${result.dir}`);
    expect(files()).toEqual(before);
  });

  it('of a replay starts no PowerShell', async () => {
    const from = example(story, 'evidence');
    expect(planOf(await plan('--json', '--replay', from)).engine).toEqual({ kind: 'replay', from });
  });

  it.each<[string, string[], string]>([
    ['an alert that is not there', ['run', '/not/there.json', '--plan', '--json'], 'file-unreadable'],
    ['an unknown input', ['run', alert, '--plan', '--json', '--input', 'nope=1'], 'input-invalid'],
    ['a folder without evidence', ['run', alert, '--plan', '--json', '--replay', '/not/there'], 'replay-folder'],
  ])('refuses %s as the run would', async (_, args, code) => {
    const ran = await casefile(args);
    expect(ran.code).toBe(2);
    expect(ran.result).toMatchObject({ exit: 2, error: { code } });
    expect(ran.stderr).toContain('expected:');
  });

  it('keeps what an alert says on its line', async () => {
    const signal = JSON.parse(readFileSync(alert, 'utf8')) as object;
    const text = JSON.stringify(signal).replaceAll(
      'Windows HybridConnectionManager',
      'x\\u001b[2J\\nEngine    forged ',
    );
    const ran = await casefile(['run', '-', '--plan'], { stdin: text });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('forged');
    expect(ran.stdout).not.toMatch(/^Engine {4}forged/m);
    expect(ran.stdout).not.toContain('\u001b');
  });

  it('is a document of ASCII', async () => {
    expect((await plan('--json')).stdout).toMatch(/^[\n\x20-\x7e]+$/);
  });
});
