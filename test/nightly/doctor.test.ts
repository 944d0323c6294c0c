import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example } from '../helpers/casefile.js';
import { changedHost, check, diagnosisOf, doctor, isRoomy, otherDisk, sample } from '../helpers/doctor.js';
import { engine } from '../helpers/engine.js';

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
    'is exit 0 where nothing needs fixing',
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
});
