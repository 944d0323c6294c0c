import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import { checkScripts } from '../../../src/collectors/script-check/check-scripts.js';
import { engine } from '../../helpers/engine.js';
import { prelude, problemsOf, shippedScripts } from './check.js';

const constrained = fileURLToPath(new URL('../powershell/constrained-pwsh.mjs', import.meta.url));
const template = shippedScripts.find(({ file }) => file.includes('_template'))!;

describe.skipIf(!engine)('checking scripts', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  // A script with a #! line is no program on Windows.
  it.skipIf(process.platform === 'win32')('does not run where the engine has no parser to offer', async () => {
    vi.stubEnv('ENGINE', engine!.path);
    const check = await checkScripts(openPowerShell(constrained), [template], new AbortController().signal);
    expect(check).toEqual({ notRun: 'PowerShell runs in ConstrainedLanguage here' });
  });

  it('reports a script whose check did not finish, and checks those behind it', async () => {
    // More than a frame holds: the row is left out, so the list of uses is not whole.
    const huge = { file: 'huge.ps1', text: `Get-Date ${"'x' ".repeat(4_000)}` };
    const problems = await problemsOf([huge, template]);
    expect(problems.get('huge.ps1')!.map(({ code }) => code)).toContain('unchecked');
    expect(problems.get(template.file)).toEqual([]);
  });

  it('gives collectors none of the liberties that the tool itself has', async () => {
    const runner = shippedScripts.find(({ own }) => own === 'runner.ps1')!;
    const asCollector = { file: runner.file, text: runner.text };
    const codes = (await problemsOf([asCollector])).get(runner.file)!.map(({ code }) => code);
    expect(new Set(codes)).toEqual(
      new Set([
        'argument-refused',
        'assignment-refused',
        'binding-missing',
        'call-unknown',
        'command-refused',
        'construct-refused',
        'help-incomplete',
        'member-refused',
        'parameter-refused',
        'type-refused',
      ]),
    );
  });

  it('counts the functions of the prelude, and holds calls to what they may be given', async () => {
    const behind = (file: string, more: string) => ({ file, text: `${template.text}${more}\n`, prelude });
    const scripts = [
      behind('call.ps1', "Read-Source 'x' { Get-Date }"),
      behind('block.ps1', "Read-Source 'x' $Name"),
      behind('own.ps1', 'function Hide-Secret($Text) { $Text }'),
      { ...behind('alone.ps1', ''), prelude: undefined },
    ];
    const problems = await problemsOf(scripts);
    expect(scripts.map(({ file }) => problems.get(file)!.map(({ code }) => code))).toEqual([
      [],
      ['argument-refused'],
      ['function-refused'],
      ['command-refused'],
    ]);
  });

  it('names the place, what is there and what should be', async () => {
    const line = template.text.slice(0, template.text.indexOf('$services =')).split('\n').length;
    const script = { file: 'a.ps1', prelude, text: template.text.replace('$services =', 'rm C:\\x\n$services =') };
    expect((await problemsOf([script])).get('a.ps1')!.map(({ line }) => line)).toEqual([
      `a.ps1:${line}:1 command-refused found rm; expected a command of powershell/allowed.json by its full name`,
    ]);
  });
});
