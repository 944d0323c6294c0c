import { describe, expect, it } from 'vitest';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import { job, recorder } from '../collectors/record.js';
import { engines, onWindows } from './engines.js';

// The child shares the console and the pipes of PowerShell, as one that a collector starts by mistake would.
const child = onWindows
  ? "-FilePath ping.exe -ArgumentList '-n','100','127.0.0.1'"
  : '-FilePath sleep -ArgumentList 100';
const hangs = `
$child = Start-Process ${child} -PassThru ${onWindows ? '-NoNewWindow' : ''}
[pscustomobject]@{ n = $child.Id }
$child.WaitForExit()`;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(engines.length === 0).each(engines)('a deadline on $name', ({ path }) => {
  it('ends PowerShell and the program that the collector started', async () => {
    const sink = recorder();
    const jobs = [job('hangs', hangs, { n: 'number' }, { timeout: 5_000 }), job('next', '[pscustomobject]@{ n = 1 }')];
    await openPowerShell(path).collect(jobs, sink, new AbortController().signal);

    const { rows, engine, end } = sink.heard('hangs');
    expect(end).toMatchObject({ outcome: 'failed', reason: 'timedOut' });
    expect(isRunning(rows[0]!['n'] as number)).toBe(false);
    expect(isRunning(engine!.pid!)).toBe(false);
    expect(sink.heard('next')).toMatchObject({ rows: [{ n: 1 }], end: { outcome: 'collected' } });
  }, 120_000);
});
