import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { limits, type Transport, transports } from '../../../src/collectors/powershell/protocol.js';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import type { CollectorJob } from '../../../src/collectors/types.js';
import type { ScriptFile } from '../../../src/playbook/scripts.js';
import { engine } from '../../helpers/engine.js';
import { warmPowerShell } from '../../helpers/warm-engine.js';
import { job, recorder } from '../record.js';

const constrained = fileURLToPath(new URL('constrained-pwsh.mjs', import.meta.url));
const never = new AbortController().signal;
const windows = process.platform === 'win32';
// The wrapper for ConstrainedLanguage is a script with a #! line, which is no program on Windows.
const modes = ['FullLanguage', ...(windows ? [] : ['ConstrainedLanguage'])];
const ways = modes.flatMap((mode) => transports.map((transport) => ({ mode, transport })));

// Names that a path may have, to show that they stay a path.
const folder = mkdtempSync(path.join(tmpdir(), "casefile 'files' $(1)-"));
afterAll(() => rmSync(folder, { recursive: true }));

function onDisk(script: ScriptFile): ScriptFile {
  const file = path.join(folder, `${script.sha256}.ps1`);
  writeFileSync(file, script.text);
  return { ...script, file };
}

/** Runs jobs in a runspace of the warm engine, or in a process of their own. */
async function run(
  mode: string,
  jobs: CollectorJob[],
  transport: Transport = 'command',
  { prelude, own = false }: { prelude?: string; own?: boolean } = {},
) {
  const sink = recorder();
  const files = jobs.map((one) => ({
    ...one,
    script: onDisk(one.script),
    prelude: prelude === undefined ? undefined : onDisk(job('prelude', prelude).script),
  }));
  const source = own ? ownProcess(mode, transport) : warmPowerShell({ languageMode: mode }, transport);
  await source.collect(files, sink, never);
  return sink;
}

function ownProcess(mode: string, transport: Transport) {
  process.env['ENGINE'] = engine!.path;
  return openPowerShell(mode === 'FullLanguage' ? engine!.path : constrained, transport);
}

const alive = (pid: unknown) => {
  try {
    return process.kill(pid as number, 0);
  } catch {
    return false;
  }
};

const hostile = [
  `'; Write-Output 'pwned'; '`,
  '"\u201c\u201d\u201e\u2018\u2019\u201a\u201b$(exit 9)`n',
  '2025-02-11T02:16:52.3417756Z',
  '/Date(1739240317441)/',
  'line\r\nbreak\ttab\u0000nul\u001b[31m',
  'caf\u00e9 \u212a \u0130 \u4e2d\u6587 \u{1f600} \u2028 \u202e \u007f\u0085',
  '=starts with equals',
  '',
];

it('is ASCII in the grammar of 5.1, so that the engine reads it in any code page', () => {
  const runner = readFileSync(new URL('../../../powershell/runner.ps1', import.meta.url), 'utf8');
  expect(runner).toMatch(/^[\x0a\x20-\x7e]+$/);
  expect(runner).not.toMatch(/\?\?|\?\.|&&|\|\||::new\(|-EscapeHandling Esc/);
});

describe.skipIf(!engine).each(ways)('the runner on a real engine in $mode by $transport', ({ mode, transport }) => {
  it('defines the functions of the prelude before each collector, and one collector cannot change them for the next', async () => {
    const prelude = '[CmdletBinding()] param() function Get-One { 1 }; $two = 2';
    const jobs = [
      job('first', '@{ n = Get-One }; function Get-One { 9 }; @{ n = Get-One }; $two = 8'),
      job('second', '@{ n = Get-One }; @{ n = $two }'),
    ];
    const sink = await run(mode, jobs, transport, { prelude });
    expect(jobs.map(({ collector }) => sink.heard(collector).rows)).toEqual([
      [{ n: 1 }, { n: 9 }],
      [{ n: 1 }, { n: 2 }],
    ]);
  });

  it('delivers rows, errors, warnings and sources of the collectors of one process', async () => {
    const sink = await run(
      mode,
      [
        job('rows', '1..120 | ForEach-Object { @{ n = $_ } }'),
        job('nothing', 'param([string] $Unused = 1)'),
        job(
          'complains',
          `Write-Warning 'careful'; @{ n = 1 }
        Write-Error -Message 'no entry' -ErrorId my.id -Category PermissionDenied -TargetObject Security`,
        ),
        job(
          'source',
          `Write-Information -Tags 'casefile.source' -MessageData @{
        name = 'Security'; outcome = 'collected'; from = '2025-01-01T00:00:00Z'; to = $null; truncated = $false }`,
        ),
        job(
          'noSource',
          `Write-Information -Tags 'casefile.source' -MessageData @{ name = 'Admin'; outcome = 'failed'; reason = 'denied' }`,
        ),
        job(
          'badSource',
          `Write-Information -Tags 'casefile.source' -MessageData @{ name = 'Admin'; outcome = 'great' }`,
        ),
      ],
      transport,
      // Each mode and each transport once in a process of its own.
      { own: (mode === 'FullLanguage') === (transport === 'command') },
    );
    expect(sink.heard('rows').rows.map(({ n }) => n)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
    expect(sink.heard('rows').end).toMatchObject({ outcome: 'collected', noise: 0, truncated: false });
    expect(sink.heard('nothing').end).toMatchObject({ outcome: 'empty' });
    expect(sink.heard('complains')).toMatchObject({
      rows: [{ n: 1 }],
      end: {
        ...{ outcome: 'failed', reason: 'denied', detail: 'no entry' },
        errors: [{ category: 'PermissionDenied', message: 'no entry', source: 'Security' }],
        warnings: [{ message: 'careful' }],
      },
    });
    // PowerShell appends the name of the script file or function that wrote the error.
    expect(sink.heard('complains').end?.errors[0]?.id?.split(',')[0]).toBe('my.id');
    expect(sink.heard('source').end).toMatchObject({
      outcome: 'empty',
      sources: [{ name: 'Security', from: '2025-01-01T00:00:00.000Z', oldest: null }],
    });
    expect(sink.heard('noSource').end).toMatchObject({ outcome: 'failed', reason: 'denied' });
    expect(sink.heard('badSource').end).toMatchObject({ outcome: 'failed', reason: 'invalidRows' });
    const pids = ['rows', 'nothing', 'badSource'].map((name) => sink.heard(name).engine?.pid);
    expect(new Set(pids).size).toBe(1);
    expect(sink.heard('rows').engine).toMatchObject({
      languageMode: mode,
      psVersion: expect.stringMatching(/^\d+\.\d/),
    });
    expect(sink.heard('rows').engine?.now).toMatch(/Z$/);
  });

  it('gives hostile parameters back unchanged', async () => {
    const script =
      '[CmdletBinding()] param([string[]] $List, [string] $One, [int] $Number, [bool] $Flag) @{ list = $List; one = $One; n = $Number; flag = $Flag }';
    const parameters = { List: hostile, One: hostile.join('|'), Number: -7, Flag: true };
    const fields = { list: 'texts', one: 'text', n: 'number', flag: 'any' } as const;
    const { rows, end } = (await run(mode, [job('echo', script, fields, { parameters })], transport)).heard('echo');
    expect(end).toMatchObject({ outcome: 'collected', noise: 0 });
    expect(rows).toEqual([{ list: hostile, one: hostile.join('|'), n: -7, flag: true }]);
  });

  it('turns what is not plain into text', async () => {
    const script = `@{ at = (Get-Date -Date '2025-02-11T02:16:52Z'); big = [long]9007199254740993; list = @([long]9007199254740993, 1); one = @('x') }`;
    const fields = { at: 'text', big: 'text', list: 'any', one: 'texts' } as const;
    const { rows } = (await run(mode, [job('a', script, fields)], transport)).heard('a');
    expect(rows).toEqual([
      { at: '2025-02-11T02:16:52.0000000Z', big: '9007199254740993', list: ['9007199254740993', 1], one: ['x'] },
    ]);
  });

  it('keeps a row as it was when it came, whatever the script does with the object', async () => {
    const script = `$o = New-Object -TypeName psobject -Property @{ n = 0 }; $h = @{ n = 0 }
      foreach ($n in 1..5) { $o.n = $n; $o; $h.n = $n + 10; $h }`;
    const { rows } = (await run(mode, [job('a', script)])).heard('a');
    expect(rows.map(({ n }) => n)).toEqual([1, 11, 2, 12, 3, 13, 4, 14, 5, 15]);
  });

  it('takes fields that are named like members of a dictionary for what they are', async () => {
    const script = `@{ Keys = 'k'; Count = 7 }; New-Object -TypeName psobject -Property @{ Keys = 'k'; Count = 7 }`;
    const { rows } = (await run(mode, [job('a', script, { Keys: 'text', Count: 'number' })])).heard('a');
    expect(rows).toEqual([
      { Keys: 'k', Count: 7 },
      { Keys: 'k', Count: 7 },
    ]);
  });

  it("shows a collector neither the nonce nor the runner's own variables", async () => {
    const script = `@{ text = "$nonce|$s|$request|$psl|$parameters|$script|$flush|$collector|$sequence" }`;
    const { rows } = (await run(mode, [job('a', script, { text: 'text' })], transport)).heard('a');
    expect(rows).toEqual([{ text: '||||||||' }]);
  });

  it('tells throw, parse errors, exit, break and text from a good end', async () => {
    const sink = await run(
      mode,
      [
        job('throws', `@{ n = 1 }; throw 'boo'`),
        job('unparsable', '} evil {'),
        job('terminates', `@{ n = 1 }; Get-Nothing-AtAll -ErrorAction Stop; @{ n = 2 }`),
        job('unknownParameter', '[CmdletBinding()] param([string] $A)', {}, { parameters: { B: 'x' } }),
        job('exits', '@{ n = 1 }; exit 3'),
        job('breaks', '@{ n = 1 }; break'),
        job('textOnly', `'just text'`),
        job('loud', `Write-Host 'hello'; @{ n = 1 }`),
        job('last', '@{ n = 1 }'),
      ],
      transport,
      // A break in text that a file runs ends the warm engine's own loop.
      { own: mode === 'FullLanguage' && transport === 'file' },
    );
    const ends = [
      'throws',
      'unparsable',
      'terminates',
      'unknownParameter',
      'exits',
      'breaks',
      'textOnly',
      'loud',
      'last',
    ].map((name) => [name, sink.heard(name).end?.outcome, sink.heard(name).end?.reason, sink.heard(name).rows.length]);
    expect(ends).toEqual([
      ['throws', 'failed', 'threw', 1],
      ['unparsable', 'failed', 'threw', 0],
      ['terminates', 'failed', 'unsupported', 1],
      ['unknownParameter', 'failed', 'threw', 0],
      ['exits', 'failed', 'incomplete', 1],
      ['breaks', 'failed', 'incomplete', 1],
      ['textOnly', 'failed', 'invalidRows', 0],
      ['loud', 'collected', null, 1],
      ['last', 'collected', null, 1],
    ]);
    expect(sink.heard('loud').end?.noise).toBe(1);
  });
});

describe.skipIf(!engine).each(ways)('settings of one collector, in $mode by $transport', ({ mode, transport }) => {
  const settings = `@{ text = "$ErrorActionPreference $WhatIfPreference $WarningPreference $OFS $($PSDefaultParameterValues.Count) $($env:PSModulePath -eq '/evil')" }`;

  it('do not reach the next', async () => {
    const changes = `$global:ErrorActionPreference = 'SilentlyContinue'; $global:WhatIfPreference = $true
      $global:WarningPreference = 'Stop'; $global:OFS = 'x'; $env:PSModulePath = '/evil'
      $PSDefaultParameterValues['*:ErrorAction'] = 'SilentlyContinue'; @{ n = 1 }`;
    const sink = await run(
      mode,
      [
        job('before', settings, { text: 'text' }),
        job('changes', changes),
        job('after', settings, { text: 'text' }),
        job('complains', `Write-Error 'no entry'`),
      ],
      transport,
    );
    expect(sink.heard('changes').end).toMatchObject({ outcome: 'collected', detail: null });
    expect(sink.heard('before').rows[0]!['text']).toMatch(/^Continue False Continue +0 False$/);
    expect(sink.heard('after').rows).toEqual(sink.heard('before').rows);
    expect(sink.heard('complains').end).toMatchObject({ outcome: 'failed', detail: 'no entry' });
  });
});

describe.skipIf(!engine).each(modes)('a script file in %s', (mode) => {
  it('does not run when it changed after casefile hashed it', async () => {
    const good = job('swapped', '@{ n = 1 }');
    const prelude = 'function Get-One { 1 }';
    const swapped = onDisk(good.script).file.replaceAll("'", "''");
    const swap = job('swaps', `Set-Content -LiteralPath '${swapped}' -Value '@{ n = 666 }'; @{ n = 0 }`);
    const sink = await run(mode, [swap, good, job('last', '@{ n = Get-One }')], 'file', { prelude });
    expect(sink.heard('swaps').end).toMatchObject({ outcome: 'collected' });
    expect(sink.heard('swapped')).toMatchObject({ rows: [], end: { outcome: 'failed', reason: 'blocked' } });
    expect(sink.heard('last').rows).toEqual([{ n: 1 }]);
  });
});

describe.skipIf(!engine)('the runner on a real engine', () => {
  it.each(transports)('starts another process after a changed language mode, by %s', async (transport) => {
    const script = `@{ n = $PID }; $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'`;
    const jobs = [job('changes', script), job('after', '@{ n = $PID }'), job('last', '@{ n = $PID }')];
    const sink = await run('FullLanguage', jobs, transport, { own: true });
    const pids = jobs.map(({ collector }) => sink.heard(collector).rows[0]?.['n']);
    expect(jobs.map(({ collector }) => sink.heard(collector).end?.outcome)).toEqual(Array(3).fill('collected'));
    expect(pids[1]).not.toBe(pids[0]);
    expect(pids[2]).toBe(pids[1]);
    expect(sink.heard('after').engine?.languageMode).toBe('FullLanguage');
  });

  it.skipIf(windows)('says blocked for what ConstrainedLanguage forbids, with the reason', async () => {
    const forbidden = {
      staticMethod: `[System.IO.File]::ReadAllText('/etc/hostname')`,
      type: `New-Object System.Net.WebClient`,
      conversion: `[System.Diagnostics.ProcessStartInfo]'x'`,
      customObject: `[pscustomobject]@{ n = 1 }`,
      reported: `try { [System.IO.File]::Exists('x') } catch { Write-Error -ErrorRecord $_ }; @{ n = 1 }`,
    };
    const sink = await run(
      'ConstrainedLanguage',
      Object.entries(forbidden).map(([name, script]) => job(name, script)),
    );
    for (const name of Object.keys(forbidden)) {
      expect([name, sink.heard(name).end]).toMatchObject([name, { outcome: 'failed', reason: 'blocked' }]);
      expect(sink.heard(name).end?.detail).toMatch(/\w+ \w+/);
    }
  });

  it('streams: rows that came before a hang are kept, and the rest runs in a new process', async () => {
    const sink = await run(
      'FullLanguage',
      [
        job(
          'hangs',
          `@{ n = $PID }; Start-Sleep -Milliseconds 400; @{ n = 2 }; Start-Sleep -Seconds 60`,
          { n: 'number' },
          { timeout: 4_000 },
        ),
        job('after', '@{ n = 1 }'),
      ],
      'command',
      { own: true },
    );
    expect(sink.heard('hangs')).toMatchObject({ end: { outcome: 'failed', reason: 'timedOut' } });
    expect(sink.heard('hangs').rows).toHaveLength(2);
    await expect.poll(() => alive(sink.heard('hangs').rows[0]!['n']), { timeout: 3_000 }).toBe(false);
    expect(sink.heard('after').end).toMatchObject({ outcome: 'collected' });
  });

  it.skipIf(windows)('takes what a collector started down with it', async () => {
    const script = `& sh -c 'sleep 60 >/dev/null 2>&1 & echo $!' | ForEach-Object { @{ n = [int]$_ } }; Start-Sleep -Seconds 60`;
    const { rows } = (
      await run('FullLanguage', [job('a', script, { n: 'number' }, { timeout: 3_000 })], 'command', { own: true })
    ).heard('a');
    expect(rows).toHaveLength(1);
    await expect.poll(() => alive(rows[0]!['n']), { timeout: 3_000 }).toBe(false);
  });

  it('cuts a flood at the limit and says so', async () => {
    const script = `$row = @{ text = 'x' * 20000 }; for (;;) { $row }`;
    const { rows, end } = (await run('FullLanguage', [job('a', script, { text: 'text' })])).heard('a');
    expect(end).toMatchObject({ outcome: 'failed', reason: 'incomplete', truncated: true });
    expect(rows.length * 20_000).toBeGreaterThan(limits.total / 2);
    expect(rows.length * 20_000).toBeLessThan(limits.total * 1.2);
  });

  it('leaves out a row that is too long, and fails rather than hide it', async () => {
    const { rows, end } = (
      await run('FullLanguage', [job('a', `@{ n = 1 }; @{ n = 'x' * 300000 }; @{ n = 3 }`)])
    ).heard('a');
    expect(rows).toEqual([{ n: 1 }, { n: 3 }]);
    expect(end).toMatchObject({ outcome: 'failed', reason: 'incomplete', truncated: true });
  });

  it('takes a key out of rows and errors', async () => {
    const key = 'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=';
    const { rows, end } = (
      await run('FullLanguage', [
        job('a', `@{ text = 'SharedAccessKey=${key}' }; throw 'SharedAccessKey=${key}'`, { text: 'text' }),
      ])
    ).heard('a');
    expect(rows).toEqual([{ text: 'SharedAccessKey=[redacted:key:869d96f35171b4c7]' }]);
    expect(JSON.stringify(end)).not.toContain(key);
  });
});
