import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/commands/doctor/run.js';
import { example, newFolder, type Ran, root } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { casefile } from '../helpers/in-process.js';

const sample = join(root, 'test/windows/sample-host');
/** A disk other than the system's. */
const otherDisk = '/dev/shm';
const isRoomy = (folder: string) =>
  existsSync(folder) && statfsSync(folder).bavail * statfsSync(folder).bsize > 2 * 1024 ** 3;
const diagnosisOf = ({ stdout }: Ran) => JSON.parse(stdout) as Diagnosis;
const check = (ran: Ran, id: string) => diagnosisOf(ran).checks.filter((one) => one.id === id);

/** Runs in a fresh folder, and expects to find it empty afterwards. */
async function doctor(host: string, ...args: string[]): Promise<Ran> {
  const cwd = newFolder();
  const ran = await casefile(['doctor', '--powershell', simulatedPwsh, ...args], {
    cwd,
    env: { SIMULATED_HOST: host },
  });
  expect(readdirSync(cwd)).toEqual([]);
  return ran;
}

/** A folder of a host with a changed host.json. */
function changedHost(from: string, values: object): string {
  const folder = join(newFolder(), 'host');
  cpSync(from, folder, { recursive: true });
  const known = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ ...known, ...values }));
  return folder;
}

/** A program that stands before the simulated PowerShell. */
function wrapper(script: string): string {
  const file = join(newFolder(), 'pwsh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(!engine)('casefile doctor', () => {
  it('finds a sound transport on every host of the stories, and says how far back their logs reach', async () => {
    for (const story of ['hcm-adfs-tunnel', 'hcm-authorised']) {
      const ran = await doctor(example(story, 'host'), '--json');
      expect(ran.code).toBe(3);
      expect(diagnosisOf(ran)).toMatchObject({ schema: 'casefile/doctor@1', exit: 3, level: 'warn', notRun: [] });
      expect(check(ran, 'canary')).toHaveLength(9);
      expect(new Set(check(ran, 'canary').map(({ level }) => level))).toEqual(new Set(['ok']));
      const security = check(ran, 'logs').find(({ subject }) => subject === 'Security');
      expect(security).toMatchObject({ data: { state: 'readable', oldest: expect.stringMatching(/^20\d\d-/) } });
    }
  }, 120_000);

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

  it('warns of a host where scripts are constrained and rights are missing; the transport is sound all the same', async () => {
    const person = { userName: 'CORP\\anna', userSid: 'S-1-5-21-1-2-3-1104' };
    const constrained = { languageMode: 'ConstrainedLanguage', elevated: false, ...person };
    const ran = await doctor(changedHost(sample, constrained), '--json');
    expect(ran.code).toBe(3);
    expect(check(ran, 'languageMode')).toMatchObject([{ level: 'warn' }]);
    expect(check(ran, 'elevation')).toMatchObject([{ level: 'warn' }]);
    expect(new Set(check(ran, 'canary').map(({ level }) => level))).toEqual(new Set(['ok']));
  }, 60_000);

  it.skipIf(!isRoomy(otherDisk))(
    'is exit 0 where nothing is to be fixed',
    async () => {
      const host = changedHost(example('hcm-adfs-tunnel', 'host'), {});
      const log = { enabled: true, oldest: '2024-06-01T00:00:00.000Z' };
      writeFileSync(join(host, 'logs.json'), JSON.stringify({ Security: log, System: log, Application: log }));
      const ran = await doctor(host, '--case-dir', join(otherDisk, 'casefile-not-there'));
      expect(ran.stdout.split('\n').filter((line) => /^(warn|fail)/.test(line))).toEqual([]);
      expect(ran.code).toBe(0);
      expect(existsSync(join(otherDisk, 'casefile-not-there'))).toBe(false);
    },
    60_000,
  );

  it('finds scripts run from files as sound as scripts sent as text', async () => {
    const ran = await doctor(sample, '--transport', 'file', '--json');
    expect(ran.code).toBe(3);
    expect(new Set(check(ran, 'canary').map(({ level }) => level))).toEqual(new Set(['ok']));
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
    expect(ran.stdout).toMatch(/^fail {2}engine: .*none is no program that can be run/m);
    expect(ran.stdout).toContain('Not looked at without PowerShell');
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
