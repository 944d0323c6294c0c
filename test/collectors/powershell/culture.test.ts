import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import { engine } from '../../helpers/engine.js';
import { job, recorder } from '../record.js';

const constrained = fileURLToPath(new URL('constrained-pwsh.mjs', import.meta.url));
const before = process.env['LC_ALL'];
afterAll(() => {
  if (before === undefined) delete process.env['LC_ALL'];
  else process.env['LC_ALL'] = before;
});

const text = `@{ at = (Get-Date -Date '2025-02-11T02:16:52Z'); like = 'AZBRIDGE.EXE' -like '*azbridge.exe'
  match = 'SIGNATURE' -match 'signature'; replaced = 'PRIMARYKEY=x' -replace 'primarykey=.', 'gone' }`;
const fields = { at: 'text', like: 'any', match: 'any', replaced: 'text' } as const;

/** Runs two collectors on an engine of a host with a culture. */
async function run(culture: string, file: string) {
  process.env['LC_ALL'] = `${culture.replace('-', '_')}.UTF-8`;
  process.env['ENGINE'] = engine!.path;
  const sink = recorder();
  // The first one changes what the second would start with.
  const changes = job('changes', "try { [Threading.Thread]::CurrentThread.CurrentCulture = 'tr-TR' } catch { }");
  await openPowerShell(file).collect([changes, job('a', text, fields)], sink, new AbortController().signal);
  expect(sink.heard('a').engine?.culture).toBe(culture);
  return sink.heard('a');
}

describe.skipIf(!engine || process.platform === 'win32')('a host with the culture', () => {
  it.each(['tr-TR', 'ar-SA', 'th-TH'])('%s compares and dates as every other', async (culture) => {
    const { rows, end } = await run(culture, engine!.path);
    expect(rows).toEqual([{ at: '2025-02-11T02:16:52.0000000Z', like: true, match: true, replaced: 'gone' }]);
    expect(end).toMatchObject({ outcome: 'collected' });
  });

  it.each(['ar-SA', 'th-TH'])('%s compares and dates as every other in ConstrainedLanguage', async (culture) => {
    const { rows, end } = await run(culture, constrained);
    expect(rows).toEqual([{ at: '2025-02-11T02:16:52.0000000Z', like: true, match: true, replaced: 'gone' }]);
    expect(end).toMatchObject({ outcome: 'collected' });
  });

  it('tr-TR never counts as collected or empty in ConstrainedLanguage, where it cannot be left', async () => {
    const { rows, end } = await run('tr-TR', constrained);
    expect(rows[0]).toMatchObject({ at: '2025-02-11T02:16:52.0000000Z', like: false });
    expect(end).toMatchObject({ outcome: 'failed', reason: 'blocked', detail: expect.stringContaining('Rows may be') });
  });
});
