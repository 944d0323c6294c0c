import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplay } from '../../../src/collectors/replay/source.js';
import type { EvidenceFooter, EvidenceHeader } from '../../../src/domain/evidence.js';
import { job, recorder } from '../record.js';

const never = new AbortController().signal;
const header = (more: Partial<EvidenceHeader> = {}) => ({
  ...{ schema: 'casefile/evidence@1', evidence: 'E1', collector: 'tcp', attempt: 1, method: 'powershell' },
  ...{ script: { path: 'x', sha256: 'y' }, parameters: {}, started: '2025-02-11T02:00:00.000Z' },
  engine: { psVersion: '5.1', computer: 'ADFS01', elevated: true },
  ...more,
});
const footer = (more: Partial<EvidenceFooter> = {}) => ({
  ...{ schema: 'casefile/evidence-end@1', ended: '2025-02-11T02:00:01.000Z', outcome: 'collected', reason: null },
  ...{ detail: null, items: 2, errors: [], warnings: [], truncated: false, noise: 1, noiseSample: ['loud'] },
  sources: [
    { name: 'Security', outcome: 'collected', reason: null, from: null, to: null, oldest: null, truncated: true },
  ],
  ...more,
});
const rows = [{ n: 1 }, { n: 2 }];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'casefile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, lines: unknown[]) =>
  writeFileSync(
    path.join(folder, name),
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );

async function replay(collector = 'tcp', signal = never) {
  const sink = recorder();
  await openReplay(folder).collect([job(collector, '')], sink, signal);
  return sink.heard(collector);
}

describe('openReplay', () => {
  it('gives rows, outcome, sources and engine as they were recorded', async () => {
    write('tcp.1.jsonl', [header(), ...rows, footer()]);
    const heard = await replay();
    expect(heard).toMatchObject({ rows, engine: { psVersion: '5.1', computer: 'ADFS01', fqdn: null } });
    const { schema: _, ended: __, items: ___, ...end } = footer();
    expect(heard.end).toEqual(end);
  });

  it('gives a recorded failure with its errors', async () => {
    const error = { id: 'x', category: 'PermissionDenied', message: 'no', source: null };
    write('tcp.1.jsonl', [header(), footer({ outcome: 'failed', reason: 'denied', items: 0, errors: [error] })]);
    expect((await replay()).end).toMatchObject({ outcome: 'failed', reason: 'denied', errors: [error] });
  });

  it('takes the highest attempt that has an end', async () => {
    write('tcp.2.jsonl', [header(), { n: 2 }, footer({ items: 1 })]);
    write('tcp.10.jsonl', [header(), { n: 10 }]);
    write('tcp.9.jsonl', [header(), { n: 9 }, footer({ items: 1 })]);
    expect((await replay()).rows).toEqual([{ n: 9 }]);
  });

  it.each([
    ['has no end', [header(), ...rows], 2],
    ['has a torn end', [header(), ...rows, '{"schema":"casefile/evi'], 2],
    ['has a damaged row', [header(), rows[0], '{"n":', footer()], 1],
    ['has rows missing', [header(), rows[0], footer()], 1],
    ['has rows too many', [header(), ...rows, rows[0], footer()], 3],
    ['says empty and has rows', [header(), ...rows, footer({ outcome: 'empty' })], 2],
    ['says collected and has none', [header(), footer({ items: 0 })], 0],
    ['says collected with a reason', [header(), ...rows, footer({ reason: 'denied' })], 2],
    ['says an outcome that is not known', [header(), ...rows, footer({ outcome: 'fine' as never })], 2],
    ['is another collector', [header({ collector: 'udp' }), ...rows, footer()], 0],
    ['has no header', [...rows, footer()], 0],
    ['is empty', [], 0],
  ])('fails a recording that %s, and keeps the rows before', async (_, lines, kept) => {
    write('tcp.1.jsonl', lines);
    const heard = await replay();
    expect(heard.end).toMatchObject({ outcome: 'failed' });
    expect(['incomplete', 'invalidRows']).toContain(heard.end?.reason);
    expect(heard.end?.detail).toBeTruthy();
    expect(heard.rows).toHaveLength(kept);
  });

  it('fails a recording that cannot be read', async () => {
    mkdirSync(path.join(folder, 'tcp.1.jsonl'));
    expect((await replay()).end).toMatchObject({ outcome: 'failed', reason: 'incomplete' });
  });

  it('checks and redacts the rows of a recording like any others', async () => {
    write('tcp.1.jsonl', [header(), { n: 1 }, { n: 2, other: 1 }, footer()]);
    expect(await replay()).toMatchObject({ rows: [{ n: 1 }], end: { outcome: 'failed', reason: 'invalidRows' } });
  });

  it('says that a collector was not run when the folder holds nothing of it', async () => {
    write('tcp.1.jsonl', [header(), ...rows, footer()]);
    expect((await replay('udp')).end).toMatchObject({ outcome: 'notRun', reason: 'absent' });
  });

  it('runs nothing after an abort', async () => {
    write('tcp.1.jsonl', [header(), ...rows, footer()]);
    expect(await replay('tcp', AbortSignal.abort())).toMatchObject({ rows: [], end: { outcome: 'notRun' } });
  });

  it('probes with the first header that names an engine', async () => {
    write('clock.1.jsonl', [header({ collector: 'clock', engine: null })]);
    write('tcp.1.jsonl', [header()]);
    expect(await openReplay(folder).probe(never)).toMatchObject({ computer: 'ADFS01' });
  });

  it.each(['', 'missing'])('is exit 2 for a folder without evidence (%j)', (name) => {
    expect(() => openReplay(path.join(folder, name))).toThrowError(
      expect.objectContaining({
        exit: 2,
        parts: expect.objectContaining({ expected: expect.stringContaining('.jsonl') }),
      }),
    );
  });
});
