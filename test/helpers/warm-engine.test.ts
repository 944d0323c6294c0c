import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import type { CollectorSource } from '../../src/collectors/types.js';
import { recorder } from '../collectors/record.js';
import { hosts, jobOf } from '../windows/run-host.js';
import { engine, simulatedPwsh } from './engine.js';
import { runWarm, warmPowerShell } from './warm-engine.js';

const sample = fileURLToPath(new URL('../windows/sample-host', import.meta.url));
const runCommand = (host: string, command: string) => runWarm(host, ['-Command', command]);
const { signal } = new AbortController();

/** What a source gives on a host, without what differs from process to process. */
async function heardFrom(source: CollectorSource, collectors: string[]) {
  const sink = recorder();
  const { pid: _, ...hello } = await source.probe(signal);
  await source.collect(
    collectors.map((collector) => jobOf(collector)),
    sink,
    signal,
  );
  const heard = collectors.map((collector) => {
    const { rows, end } = sink.heard(collector);
    return { collector, rows, end };
  });
  return { hello, heard };
}

describe.skipIf(!engine)('the warm engine', { timeout: 120_000 }, () => {
  it('gives what a process of its own gives, noise of the host included', async () => {
    const host = `${hosts}/noisy`;
    const collectors = ['host', 'service', 'tcp', 'processes'];
    process.env['SIMULATED_HOST'] = host;
    const cold = await heardFrom(openPowerShell(simulatedPwsh), collectors);
    const warm = await heardFrom(warmPowerShell(host), collectors);
    expect(warm).toEqual(cold);
    expect(warm.heard.every(({ rows }) => rows.length > 0)).toBe(true);
    expect(warm.heard.some(({ end }) => end!.noise > 0)).toBe(true);
  });

  it('runs collectors from files as well', async () => {
    const host = `${hosts}/constrained`;
    const { hello, heard } = await heardFrom(warmPowerShell(host, 'file'), ['service']);
    expect(hello.languageMode).toBe('ConstrainedLanguage');
    expect(heard).toMatchObject([{ end: { outcome: 'collected' } }]);
  });

  it('leaves nothing of a run to the next', async () => {
    const state = `"$PID"; [bool]$leftover; [bool](Get-Command leftover -ErrorAction Ignore); [bool]$env:LEFTOVER; $Error.Count; $ExecutionContext.SessionState.LanguageMode; (Get-Culture).Name; $env:COMPUTERNAME`;
    const first = await runCommand(
      `${hosts}/japanese`,
      "$global:leftover = 1; function global:leftover { }; $env:LEFTOVER = 'x'; Write-Error 'e' 2>$null; $PID",
    );
    const second = await runCommand(`${hosts}/constrained`, state);
    const third = await runCommand(sample, state);
    const pid = first.stdout.trim();
    const lines = (text: string) => text.trim().split('\n');
    expect(lines(second.stdout)).toEqual([
      pid,
      'False',
      'False',
      'False',
      '0',
      'ConstrainedLanguage',
      'en-US',
      'ADFS01',
    ]);
    expect(lines(third.stdout)).toEqual([pid, 'False', 'False', 'False', '0', 'FullLanguage', 'de-DE', 'SRV-APP01']);
  });

  it('keeps the output of a run apart from the next, the end of its last line included', async () => {
    const printed = await runCommand(
      sample,
      "[Console]::Out.Write('no line break'); [Console]::Error.Write('nor here')",
    );
    expect(printed).toEqual({ stdout: 'no line break', stderr: 'nor here', code: 0 });
    expect(await runCommand(sample, "'next'")).toEqual({ stdout: 'next\n', stderr: '', code: 0 });
  });

  it('reports the exit code of a command that ends the process, and starts another for the next', async () => {
    expect(await runCommand(sample, "'before'; exit 4; 'after'")).toEqual({ stdout: 'before\n', stderr: '', code: 4 });
    const killed = await runCommand(sample, '[Diagnostics.Process]::GetCurrentProcess().Kill()');
    expect(killed.code).toBeNull();
    expect(await runCommand(sample, "throw 'no luck'")).toMatchObject({ stdout: '', stderr: 'no luck', code: 1 });
    expect(await runCommand(sample, "'next'")).toMatchObject({ stdout: 'next\n', code: 0 });
  });

  it('runs what is asked for at once in turn', async () => {
    const printed = await Promise.all(['1', '2', '3'].map((n) => runCommand(sample, n)));
    expect(printed.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n']);
  });
});
