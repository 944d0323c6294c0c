import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/domain/json.js';
import { newFolder, root } from '../../helpers/casefile.js';
import { engine } from '../../helpers/engine.js';
import { powershell, runCollectors } from '../../playbooks/run-collector.js';

const sample = join(root, 'test/windows/sample-host');
const script = (name: string) => join(root, 'powershell/doctor', name);
const shipped = ['Get-LogReach.ps1', 'Get-FolderAccess.ps1', 'Get-Canary.ps1', 'Get-CanaryOutput.ps1'];

/** The sample host with other values in host.json and logs.json. */
function host(values: object, logs: object): string {
  const folder = join(newFolder(), 'host');
  cpSync(sample, folder, { recursive: true });
  const change = (name: string, more: object) => {
    const file = join(folder, name);
    const known = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    writeFileSync(file, JSON.stringify({ ...known, ...more }));
  };
  change('host.json', values);
  change('logs.json', logs);
  return folder;
}

describe.skipIf(!engine).each(['FullLanguage', 'ConstrainedLanguage'])(
  'scripts of the doctor in %s',
  (languageMode) => {
    it('tell every state of a log, and believe no count of records', async () => {
      const folder = host(
        { languageMode },
        {
          Hidden: { enabled: true, denied: 'information' },
          Cleared: { enabled: true },
          Gone: { enabled: false },
        },
      );
      const Name = ['Security', 'Hidden', 'System', 'Cleared', 'Gone', 'Never'];
      const [reach] = await runCollectors(folder, [{ script: script('Get-LogReach.ps1'), parameters: { Name } }]);
      expect(reach?.errors).toEqual([]);
      expect(reach?.rows.map(({ log, state }) => `${log} ${state}`)).toEqual([
        'Security denied',
        'Hidden denied',
        'System readable',
        'Cleared empty',
        'Gone disabled',
        'Never absent',
      ]);
      expect(reach?.rows[2]).toMatchObject({ oldest: '2026-03-01T00:00:00.000Z', errorId: null });
    });

    it('read the rights of the nearest folder that exists', async () => {
      const folder = host({ languageMode }, {});
      const at = (Path: string) => ({ script: script('Get-FolderAccess.ps1'), parameters: { Path } });
      const [below, nowhere] = await runCollectors(folder, [at('C:\\ProgramData\\Contoso\\a\\b'), at('Q:\\cases')]);
      expect(below?.rows).toMatchObject([{ path: 'C:\\ProgramData\\Contoso' }]);
      expect(below?.rows[0]?.['sddl']).toMatch(/^O:.*D:.*\(A;/);
      expect(nowhere).toMatchObject({ rows: [], errors: [{ category: 'ObjectNotFound', source: 'Q:\\cases' }] });
    });

    it('give a text back in parts', async () => {
      const parameters = { Text: "it's a half", PartLength: 5 };
      const [canary] = await runCollectors(host({ languageMode }, {}), [
        { script: script('Get-Canary.ps1'), parameters },
      ]);
      expect(canary?.rows).toEqual([
        { part: 1, text: "it's " },
        { part: 2, text: 'a hal' },
        { part: 3, text: 'f' },
      ]);
    });
  },
);

describe.skipIf(!engine)('scripts of the doctor', () => {
  it.each(shipped)('%s is ASCII and explains itself', async (name) => {
    expect(readFileSync(script(name), 'utf8')).toMatch(/^[\t\n\x20-\x7e]+$/);
    const help = `$h = Get-Help '${script(name)}'; $h.Synopsis; @($h.examples.example).Count; @($h.parameters.parameter).Count`;
    const [synopsis, examples, parameters] = (await powershell(sample, '-Command', help)).stdout.split(/\r?\n/);
    expect(synopsis).toMatch(/^\S.*\.$/);
    expect(Number(examples)).toBeGreaterThan(0);
    expect(Number(parameters)).toBeGreaterThan(0);
  });
});
