import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import type { CollectorJob, CollectorSink } from '../../../src/collectors/types.js';
import { Stopped } from '../../../src/errors.js';
import { job, recorder } from '../record.js';

const fake = fileURLToPath(new URL('fake-pwsh.mjs', import.meta.url));
const patience = { hello: 20_000, between: 3_000, drain: 200 };
const never = new AbortController().signal;

async function collect(jobs: CollectorJob[], signal = never) {
  const sink = recorder();
  await openPowerShell(fake, 'command', patience).collect(jobs, sink, signal);
  return sink;
}

const alive = (pid: unknown) => {
  try {
    return process.kill(pid as number, 0);
  } catch {
    return false;
  }
};

// A script with a #! line is no program on Windows; there the real engine's tests run.
describe.skipIf(process.platform === 'win32')('the PowerShell source, with an engine that goes wrong', () => {
  afterEach(() => {
    for (const name of ['SILENT', 'BROKEN', 'BANNER', 'DELAY']) delete process.env[`FAKE_${name}`];
  });

  it('delivers rows and tells collected from empty', async () => {
    const sink = await collect([job('a', 'rows'), job('b', 'nothing')]);
    expect(sink.heard('a')).toMatchObject({ rows: [{ n: 1 }, { n: 2 }], end: { outcome: 'collected' } });
    expect(sink.heard('a').calls).toEqual(['start', 'rows', 'end']);
    expect(sink.heard('b').end).toMatchObject({ outcome: 'empty', reason: null, noise: 0 });
  });

  it('gives the engine of the hello frame with every row file', async () => {
    const { engine } = (await collect([job('a', 'nothing')])).heard('a');
    expect(engine).toMatchObject({
      psVersion: '7.0-fake',
      elevated: false,
      fqdn: null,
      now: '2025-02-11T02:00:00.123Z',
    });
  });

  it.each([
    ['hang', 'timedOut'],
    ['dieInFrame', 'incomplete'],
    ['gap', 'incomplete'],
    ['wrongLength', 'incomplete'],
    ['longLine', 'incomplete'],
    ['flood', 'timedOut'],
  ])('fails a collector that does %s, and continues with the rest in a new process', async (deed, reason) => {
    const sink = await collect([
      job('before', 'rows'),
      job('bad', deed, { n: 'number', text: 'text' }, { timeout: 700 }),
      job('after', 'rows'),
    ]);
    expect(sink.heard('before').end).toMatchObject({ outcome: 'collected' });
    expect(sink.heard('bad').end).toMatchObject({ outcome: 'failed', reason });
    expect(sink.heard('after')).toMatchObject({ rows: [{ n: 1 }, { n: 2 }], end: { outcome: 'collected' } });
    expect(sink.heard('after').engine?.pid).not.toBe(sink.heard('before').engine?.pid);
  });

  it.each(['hang', 'dieInFrame', 'gap'])('keeps the rows that came before %s', async (deed) => {
    const sink = await collect([job('bad', deed, { n: 'number' }, { timeout: 500 })]);
    expect(sink.heard('bad').rows).toEqual([{ n: 1 }]);
  });

  it.each([
    ['forged', 2],
    ['badUtf8', 1],
    ['noise', 2],
  ])('counts %s as noise and is not deceived', async (deed, noise) => {
    const { rows, end } = (await collect([job('a', deed)])).heard('a');
    expect(rows).toEqual([]);
    expect(end).toMatchObject({ outcome: 'empty', noise });
  });

  it('keeps the first lines of noise, without secrets, hidden characters made visible', async () => {
    process.env['FAKE_BANNER'] = `\u001b[31mSharedAccessKey=abc; ${'x'.repeat(500)}`;
    const sink = await collect([job('a', 'nothing'), job('b', 'noise')]);
    expect(sink.heard('a').end).toMatchObject({ noise: 1, outcome: 'empty' });
    expect(sink.heard('a').end?.noiseSample[0]).toMatch(/^␛\[31mSharedAccessKey=\[redacted\]; x+$/);
    expect(sink.heard('a').end?.noiseSample[0]).toHaveLength(200);
    expect(sink.heard('b').end?.noiseSample.sort()).toEqual(['and louder', 'loud text']);
  });

  it('does not believe a stream that goes on far beyond the limit', async () => {
    const { end } = (await collect([job('a', 'endless', { text: 'text' })])).heard('a');
    expect(end).toMatchObject({ outcome: 'failed', reason: 'incomplete' });
    expect(end?.detail).toContain('more than its limit');
  });

  it('fails a collector whose rows do not fit, and keeps those that do', async () => {
    const { rows, end } = (await collect([job('a', 'rows', { m: 'number' })])).heard('a');
    expect(rows).toEqual([]);
    expect(end).toMatchObject({ outcome: 'failed', reason: 'invalidRows' });
    expect(end?.detail).toContain('"n"');
  });

  it('settles although a grandchild holds the pipes', async () => {
    const started = Date.now();
    const { rows, end } = (await collect([job('a', 'grandchild', { n: 'number' }, { timeout: 500 })])).heard('a');
    expect(end).toMatchObject({ outcome: 'failed', reason: 'timedOut' });
    expect(Date.now() - started).toBeLessThan(4_000);
    await expect.poll(() => alive(rows[0]!['n']), { timeout: 3_000 }).toBe(false);
  });

  it('leaves no process of the tree behind after a deadline', async () => {
    const { rows } = (await collect([job('a', 'family', { n: 'number' }, { timeout: 700 })])).heard('a');
    expect(rows).toHaveLength(2);
    await expect.poll(() => rows.map(({ n }) => alive(n)), { timeout: 3_000 }).toEqual([false, false]);
  });

  it.each([
    [new Stopped('budget', 4), 'budget'],
    [undefined, 'interrupted'],
  ])('ends at abort(%s): the running one failed, the rest not run', async (why, reason) => {
    const controller = new AbortController();
    const sink = recorder();
    const abortAtFirstRow: CollectorSink = {
      ...sink,
      rows(from, rows) {
        sink.rows(from, rows);
        controller.abort(why);
      },
    };
    const jobs = [job('a', 'hang'), job('b', 'rows')];
    await openPowerShell(fake, 'command', patience).collect(jobs, abortAtFirstRow, controller.signal);
    expect(sink.heard('a').end).toMatchObject({ outcome: 'failed', reason });
    expect(sink.heard('b')).toMatchObject({ engine: null, rows: [], end: { outcome: 'notRun', reason } });
    expect(sink.heard('b').calls).toEqual(['start', 'end']);
  });

  it('ends at the deadline of the batch, however often the engine was started again', async () => {
    process.env['FAKE_DELAY'] = '400';
    const jobs = Array.from({ length: 10 }, (_, at) => job(`c${at}`, 'hang', {}, { timeout: 100 }));
    const sink = recorder();
    await openPowerShell(fake, 'command', { ...patience, hello: 3_000 }).collect(jobs, sink, never);
    expect(sink.heard('c0').end).toMatchObject({ outcome: 'failed', reason: 'timedOut' });
    expect(sink.heard('c9').end).toMatchObject({ outcome: 'notRun', reason: 'timedOut' });
    expect(sink.heard('c9').end?.detail).toContain('batch');
  });

  it('starts nothing when it was called off before', async () => {
    const sink = await collect([job('a', 'rows')], AbortSignal.abort());
    expect(sink.heard('a').end).toMatchObject({ outcome: 'notRun', reason: 'interrupted' });
  });

  it('does not run a script with a parameter that it cannot take', async () => {
    const sink = await collect([job('a', 'rows', {}, { parameters: { A: { b: 1 } } }), job('b', 'rows')]);
    expect(sink.heard('a').end).toMatchObject({ outcome: 'notRun', reason: 'unsupported' });
    expect(sink.heard('b').end).toMatchObject({ outcome: 'collected' });
  });

  it('does not run a script that is not the one that was pinned', async () => {
    const sink = recorder();
    const changed = job('a', 'rows');
    changed.script.text = 'nothing';
    await openPowerShell(fake, 'command', patience).collect([changed], sink, never);
    expect(sink.heard('a').end).toMatchObject({ outcome: 'notRun', reason: 'blocked' });
    await openPowerShell(fake, 'file', patience).collect([job('b', 'rows')], sink, never);
    expect(sink.heard('b').end).toMatchObject({ outcome: 'notRun', reason: 'blocked' });
  });

  it('warns of a parameter that does not arrive as it is', async () => {
    const odd = job('a', 'nothing', {}, { parameters: { Name: 'x\ud800', Other: 'y' } });
    const { end } = (await collect([odd])).heard('a');
    expect(end).toMatchObject({
      outcome: 'empty',
      warnings: [{ id: 'casefile.parameterChanged', source: 'Name' }],
    });
  });

  it('fails everything when the engine says no hello, and says what it said instead', async () => {
    process.env['FAKE_BROKEN'] = '1';
    const sink = await collect([job('a', 'rows'), job('b', 'rows')]);
    for (const name of ['a', 'b'])
      expect(sink.heard(name).end).toMatchObject({ outcome: 'failed', reason: 'incomplete' });
    expect(sink.heard('a').end?.detail).toContain('blocked by your administrator');
  });

  it('is exit 8 when a probe gets no answer', async () => {
    process.env['FAKE_SILENT'] = '1';
    const probe = openPowerShell(fake, 'command', { ...patience, hello: 300 }).probe(never);
    await expect(probe).rejects.toMatchObject({ exit: 8, code: 'powershell-silent' });
  });

  it('probes with the same hello', async () => {
    await expect(openPowerShell(fake, 'command', patience).probe(never)).resolves.toMatchObject({
      psVersion: '7.0-fake',
    });
  });

  it('says that an engine could not be started', async () => {
    const sink = recorder();
    const folder = mkdtempSync(path.join(tmpdir(), 'casefile-'));
    const file = path.join(folder, 'unstartable');
    writeFileSync(file, '#!/nowhere/interpreter\n', { mode: 0o755 });
    await openPowerShell(file, 'command', patience).collect([job('a', '')], sink, never);
    rmSync(folder, { recursive: true });
    expect(sink.heard('a').end).toMatchObject({ outcome: 'notRun', reason: 'blocked' });
  });
});
