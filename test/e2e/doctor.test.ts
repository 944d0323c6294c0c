import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../helpers/casefile.js';
import { check, diagnosisOf, doctor, sample, wrapper } from '../helpers/doctor.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { casefile } from '../helpers/in-process.js';

describe.skipIf(!engine)('casefile doctor', () => {
  it('states what is wrong with the sample host, in a document of ASCII', async () => {
    const ran = await doctor(sample, '--json', '--reference-time', '2026-05-20T11:00:00+02:00');
    expect(ran).toMatchObject({ code: 3, stderr: '' });
    expect(ran.stdout).toMatch(/^[\n\x20-\x7e]+$/);
    expect(check(ran, 'clock')).toMatchObject([{ level: 'warn', data: { now: '2026-05-20T10:15:00.000Z' } }]);
    const { offsetSeconds, withinSeconds } = check(ran, 'clock')[0]!.data as { [name: string]: number };
    expect(Math.abs(offsetSeconds! - 75 * 60)).toBeLessThanOrEqual(2 * withinSeconds!);
    expect(check(ran, 'logs').find(({ subject }) => subject === 'Security')).toMatchObject({
      data: { state: 'denied' },
    });
    expect(check(ran, 'culture')).toMatchObject([{ data: { culture: 'de-DE' } }]);
  }, 60_000);

  it('is exit 8 where text is changed on the way, and names what', async () => {
    // What a code page does: a typographic quote becomes a plain one.
    const changing = wrapper(`sed 's/\\\\u2019/%/g' | exec "${simulatedPwsh}" "$@"`);
    const ran = await doctor(sample, '--powershell', changing, '--json');
    expect(ran.code).toBe(8);
    const failed = diagnosisOf(ran).checks.filter(({ level }) => level === 'fail');
    expect(failed.map(({ id, subject }) => `${id} ${subject}`)).toEqual(['canary typographicQuotes']);
  }, 60_000);
});

describe('casefile doctor without PowerShell', () => {
  it('is exit 8 that says where it was looked for', async () => {
    const ran = await casefile(['doctor', '--powershell', join(newFolder(), 'none')]);
    expect(ran.code).toBe(8);
    expect(ran.stdout).toMatch(/^fail {2}engine: .*none isn't a program that can be run/m);
    expect(ran.stdout).toContain('Not checked, because PowerShell does not answer');
  });

  it.skipIf(process.platform === 'win32')('is exit 8 where PowerShell does not answer', async () => {
    const ran = await casefile(['doctor', '--powershell', wrapper('exit 1'), '--json']);
    expect(ran.code).toBe(8);
    expect(check(ran, 'engine')).toMatchObject([{ level: 'fail', found: expect.stringContaining('exit code 1') }]);
  });

  it('is exit 2 for a time without a zone', async () => {
    const ran = await casefile(['doctor', '--reference-time', '2025-02-11T04:00', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.result).toMatchObject({ exit: 2, error: { code: 'reference-time-malformed' } });
    expect(ran.stderr).toContain('casefile doctor --reference-time');
  });
});
