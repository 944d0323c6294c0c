import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transports } from '../../../src/collectors/powershell/protocol.js';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import { sha256 } from '../../../src/files/hash.js';
import { engine } from '../../helpers/engine.js';
import { job, recorder } from '../record.js';

const constrained = fileURLToPath(new URL('constrained-pwsh.mjs', import.meta.url));
const modes = ['FullLanguage', 'ConstrainedLanguage'];
const ways = modes.flatMap((mode) => transports.map((transport) => ({ mode, transport })));

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-'));
const loaded = path.join(folder, 'loaded');
const before = process.env['XDG_DATA_HOME'];

/** A module in the account's own folder that replaces what runner and collectors call. */
const module = `
Add-Content -LiteralPath '${loaded}' -Value 'loaded'
function ConvertFrom-Json { process { Write-Host $_; Microsoft.PowerShell.Utility\\ConvertFrom-Json -InputObject $_ } }
function Invoke-Expression { Microsoft.PowerShell.Utility\\Invoke-Expression $args[0] }
function Get-NetTCPConnection { @{ n = 666 } }
function Get-Date { @{ n = 666 } }
Export-ModuleMember -Function *
`;

beforeAll(() => {
  const own = path.join(folder, 'powershell', 'Modules', 'Own');
  mkdirSync(own, { recursive: true });
  writeFileSync(path.join(own, 'Own.psm1'), module);
  process.env['XDG_DATA_HOME'] = folder;
  process.env['ENGINE'] = engine?.path ?? '';
});
afterAll(() => {
  if (before === undefined) delete process.env['XDG_DATA_HOME'];
  else process.env['XDG_DATA_HOME'] = before;
  rmSync(folder, { recursive: true });
});

describe.skipIf(!engine || process.platform === 'win32').each(ways)(
  'modules of the account in $mode by $transport',
  ({ mode, transport }) => {
    it('are never loaded', async () => {
      const text = '@{ n = (Get-Date).Year }; Get-NetTCPConnection';
      const file = path.join(folder, 'Get-Rows.ps1');
      writeFileSync(file, text);
      const one = job('a', text);
      const sink = recorder();
      await openPowerShell(mode === 'FullLanguage' ? engine!.path : constrained, transport).collect(
        [{ ...one, script: { ...one.script, file, sha256: sha256(text) } }],
        sink,
        new AbortController().signal,
      );
      expect(sink.heard('a').engine?.languageMode).toBe(mode);
      expect(sink.heard('a').rows).toEqual([{ n: expect.any(Number) }]);
      expect(sink.heard('a').rows).not.toContainEqual({ n: 666 });
      expect(sink.heard('a').end).toMatchObject({ outcome: 'failed', reason: 'unsupported', noise: 0 });
      expect(existsSync(loaded)).toBe(false);
    });
  },
);
