import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lintPlaybooks } from '../../../src/commands/lint/run.js';
import { KnownError } from '../../../src/errors.js';
import { playbooksRoot } from '../../../src/package.js';
import { preludeFile } from '../../../src/playbook/files.js';
import { engine } from '../../helpers/engine.js';

const { signal } = new AbortController();
const template = join(playbooksRoot, '_template');

/** What lint prints, and the number of problems it returns. */
async function linted(dir: string, powershell?: string) {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const count = await lintPlaybooks([dir], powershell === undefined ? {} : { powershell }, signal);
  return { count, text: write.mock.calls.map(([text]) => String(text)).join('') };
}

describe('lint', () => {
  const copy = mkdtempSync(join(tmpdir(), 'lint-'));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(copy, { recursive: true, force: true });
  });

  it.skipIf(process.platform === 'win32')('says so where no PowerShell is there to read scripts', async () => {
    vi.stubEnv('PATH', '');
    const { count, text } = await linted(template);
    expect(text).toContain('Collector scripts were not checked: No PowerShell was found');
    expect(count).toBe(0);
  });

  it('fails when the PowerShell that was named is none', async () => {
    await expect(lintPlaybooks([template], { powershell: '/no/such/pwsh' }, signal)).rejects.toThrow(KnownError);
  });

  it.skipIf(!engine)('prints what is wrong in a script as it does for a playbook', async () => {
    cpSync(template, copy, { recursive: true });
    cpSync(join(playbooksRoot, preludeFile), join(copy, preludeFile));
    appendFileSync(join(copy, 'collectors', 'Get-Example.ps1'), "Set-Content C:\\x 'text'\n");
    const { count, text } = await linted(copy, engine!.path);
    expect(text).toMatch(/Get-Example\.ps1:\d+:1 command-refused found Set-Content; expected a command of/);
    expect(count).toBe(1);
  });
});
