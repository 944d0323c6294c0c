import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { waitingCase } from '../helpers/made-case.js';
import { finishedCase, runFaulty, trusted, undisturbed } from '../torture/changes/faulty.js';

const otherHost = JSON.stringify({ pid: 4711, started: null, host: 'RESPONDER-7', since: '2025-02-11T04:00:00.000Z' });

describe('--force-unlock', () => {
  it('takes a case over from a holder on another host, and journals and reports who that was', async () => {
    const dir = await finishedCase(newFolder());
    writeFileSync(join(dir, 'lock'), otherHost);
    const refused = await casefile(['report', dir]);
    expect(refused.code).toBe(6);
    expect(refused.stderr).toContain('--force-unlock');
    const forced = await casefile(['handover', dir, '--to', 'N. Ext', '--force-unlock']);
    expect(forced.code).toBe(0);
    expect(forced.stderr).toContain('pid 4711 on RESPONDER-7');
    expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).toMatch(/"type":"UNLOCKED".*pid 4711 on RESPONDER-7/);
    expect(readFileSync(join(dir, 'report/report.md'), 'utf8')).toContain('pid 4711 on RESPONDER-7');
    expect((await casefile(['verify', dir])).code).toBe(0);
  });

  it('says so where there was nothing to remove by force', async () => {
    const dir = await finishedCase(newFolder());
    const ran = await casefile(['report', dir, '--force-unlock']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('--force-unlock: no lock had');
  });
});

describe('the head hash', () => {
  it('is the same on the terminal, in --json and for verify; the report holds the one of what it tells', async () => {
    const dir = await finishedCase(newFolder());
    const again = await casefile(['resume', dir, '--json', ...trusted()]);
    const { head } = again.result;
    expect(again.stderr).toContain(head!);
    const verified = await casefile(['verify', dir, '--json', '--head', head!]);
    expect(JSON.parse(verified.stdout)).toMatchObject({ head, differences: [] });
    const entries = readFileSync(join(dir, 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; hash: string });
    const told = entries.findLast(({ type }) => type !== 'REPORTED')!.hash;
    expect(readFileSync(join(dir, 'report/report.md'), 'utf8')).toContain(`journalHash: "${told}"`);
    expect((await casefile(['verify', dir, '--head', told])).code).toBe(0);
  });

  it('is printed again when the report is', async () => {
    const dir = await finishedCase(newFolder());
    const { stderr } = await casefile(['report', dir]);
    const last = JSON.parse(readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!) as {
      hash: string;
    };
    expect(stderr).toContain(last.hash);
  });

  it('noted as something that is no hash is refused with exit 2', async () => {
    const dir = await waitingCase();
    for (const noted of ['beef', 'not a hash at all', ''])
      expect((await casefile(['verify', dir, '--head', noted])).code).toBe(2);
  });
});

describe('an attempt that begins', () => {
  it('is on disk before its first row: a collector that takes the host down must not be tried without end', async () => {
    const { changes } = await undisturbed();
    const ofAttempt = changes.filter((change) => change.endsWith('evidence/services.1.jsonl'));
    expect(ofAttempt.slice(0, 3).map((change) => change.split(' ')[0])).toEqual(['open', 'write', 'fsync']);
  });
});

describe('a full disk', () => {
  it('in the middle of a case is exit 7 with the case, its head and how to go on', async () => {
    const { ran, cases } = await runFaulty('ENOSPC', 60);
    expect(ran.code).toBe(7);
    expect(ran.result).toMatchObject({ exit: 7, error: { code: 'storage' }, dir: join(cases, readdirSync(cases)[0]!) });
    expect(ran.result.head).toMatch(/^[0-9a-f]{64}$/);
    expect(ran.stderr).toContain('casefile resume');
  });

  it('before the first entry is exit 7, and leaves no half of a case', async () => {
    const { ran, cases } = await runFaulty('ENOSPC', 20);
    expect(ran.code).toBe(7);
    expect(ran.stderr).toContain('no case was made');
    expect(readdirSync(cases)).toEqual([]);
  });
});

describe('a lock that cannot be removed at the end', () => {
  it('is reported, and the work before it counts', async () => {
    const { changes } = await undisturbed();
    const at = changes.findLastIndex((change) => /^rename .*lock\.displaced/.test(change)) + 1;
    const { ran, cases } = await runFaulty('EPERM', at, { times: 1000 });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain(`warning: The lock ${join(cases, readdirSync(cases)[0]!, 'lock')} can't be removed`);
  });
});

describe('a disk or share that goes away', () => {
  it.each([
    ['UNKNOWN', 40],
    ['ECONNRESET', 60],
    ['ENOTSUP', 75],
    ['EMFILE', 90],
  ] as const)('with %s at change %d is exit 7 with the case, its head and the file', async (code, at) => {
    const { ran, cases } = await runFaulty(code, at);
    const dir = join(cases, readdirSync(cases)[0]!);
    expect(ran.code).toBe(7);
    expect(ran.result).toMatchObject({ exit: 7, error: { message: expect.stringContaining(code) }, dir });
    expect(ran.result.head).toMatch(/^[0-9a-f]{64}$/);
    expect(ran.stderr).not.toContain('This is a bug');
    expect(ran.stderr).toContain(`where:    ${dir}`);
    expect(ran.stderr).toContain(ran.result.head!);
    expect((await casefile(['verify', dir])).code).toBe(0);
  });

  it('and can’t even be read is exit 7 with the case, its head and the file', async () => {
    const { ran, cases } = await runFaulty('ENETUNREACH', 60);
    const dir = join(cases, readdirSync(cases)[0]!);
    const entries = readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    const { hash } = JSON.parse(entries.at(-1)!) as { hash: string };
    expect(ran.code).toBe(7);
    expect(ran.result.error?.message).toContain('ENETUNREACH');
    expect(ran.stderr).toContain(`where:    ${dir}`);
    expect(ran.stderr).toContain(`The case is ${dir}, and its head is ${hash}.`);
  });
});

describe('a report that was written, and not journaled', () => {
  it('is known again as the one that the case gives', async () => {
    const dir = await finishedCase(newFolder());
    const journal = join(dir, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(lines.at(-1)).toContain('"type":"REPORTED"');
    writeFileSync(journal, `${lines.slice(0, -1).join('\n')}\n`);
    const verified = await casefile(['verify', dir]);
    expect(verified.stderr).toContain('not journaled yet');
    expect(verified.code).toBe(0);
    writeFileSync(join(dir, 'report/report.md'), 'forged');
    expect((await casefile(['verify', dir])).code).toBe(5);
  });
});
