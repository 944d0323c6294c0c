import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/collectors/powershell/protocol.js';
import { access } from '../../../../src/commands/doctor/checks/access.js';
import { canary } from '../../../../src/commands/doctor/checks/canary.js';
import { caseFolder } from '../../../../src/commands/doctor/checks/case-folder.js';
import { clock } from '../../../../src/commands/doctor/checks/clock.js';
import { culture } from '../../../../src/commands/doctor/checks/culture.js';
import { elevation } from '../../../../src/commands/doctor/checks/elevation.js';
import { engine } from '../../../../src/commands/doctor/checks/engine.js';
import { languageMode } from '../../../../src/commands/doctor/checks/language-mode.js';
import { logs } from '../../../../src/commands/doctor/checks/logs.js';
import { judgeSpace } from '../../../../src/commands/doctor/checks/space.js';
import type { Check, EngineWorld, World } from '../../../../src/commands/doctor/types.js';
import { newFolder } from '../../../helpers/casefile.js';
import { answering, said, silent } from '../world.js';

const run = (check: Check, world: World | EngineWorld) => {
  if (!check.needsEngine) return check.run(world);
  if ('trouble' in world.engine) throw new Error(`${check.id} needs an engine`);
  return check.run(world as EngineWorld);
};
const levels = (check: Check, world: World | EngineWorld) => run(check, world).map(({ level }) => level);

describe('the engine', () => {
  it.each([
    ['5.1.20348.1', 'ok'],
    ['7.4.6', 'ok'],
    ['10.0.0', 'ok'],
    ['5.0.10586.117', 'warn'],
    ['2.0', 'warn'],
    [null, 'warn'],
  ])('of version %s is %s', (psVersion, level) => {
    expect(levels(engine, answering({ hello: { psVersion } }))).toEqual([level]);
  });

  it('that is missing is a failure that says where it was looked for', () => {
    expect(run(engine, silent())).toMatchObject([
      { level: 'fail', found: 'No PowerShell was found; looked for C:\\x', fix: 'Name one.' },
    ]);
  });

  it.each<[Check, object, string]>([
    [languageMode, {}, 'ok'],
    [languageMode, { languageMode: 'ConstrainedLanguage' }, 'warn'],
    [languageMode, { languageMode: null }, 'warn'],
    [elevation, {}, 'ok'],
    [elevation, { elevated: false }, 'warn'],
    [elevation, { elevated: null }, 'warn'],
    [culture, {}, 'ok'],
    [culture, { culture: null }, 'warn'],
  ])('$id with %o is %s', (check, hello, level) => {
    expect(levels(check, answering({ hello }))).toEqual([level]);
  });
});

describe('the clock', () => {
  const at = (reference: string | null, now: string | null = '2026-05-20T10:15:00.000Z') =>
    run(clock, answering({ hello: { now }, place: { reference: reference === null ? null : new Date(reference) } }))[0];

  it('is only stated where nothing is there to compare with', () => {
    expect(at(null)).toMatchObject({ level: 'ok', data: { utcOffsetMinutes: 120 } });
    expect(at(null)?.found).toContain('W. Europe Standard Time (UTC+02:00)');
  });

  it.each([
    ['2026-05-20T10:14:29Z', 'ok', 'ahead of', 30],
    ['2026-05-20T10:15:29Z', 'ok', 'behind', -30],
    ['2026-05-20T09:15:00Z', 'warn', 'ahead of', 3599],
    ['2026-05-21T10:15:00Z', 'warn', 'behind', -86401],
  ])('beside %s is %s: %s it', (reference, level, way, offsetSeconds) => {
    expect(at(reference)).toMatchObject({ level, data: { offsetSeconds, withinSeconds: 1 } });
    expect(at(reference)?.found).toContain(`${way} the reference time (+/- 1.0 s)`);
  });

  it('that cannot be read is a warning', () => {
    expect(at('2026-05-20T10:15:00Z', null)).toMatchObject({ level: 'warn' });
  });
});

describe('event logs', () => {
  const row = (state: string, oldest: string | null = null, log = 'Security') => ({
    ...{ log, state, oldest, newest: oldest },
    ...{ records: 1, maximumBytes: 1, errorId: state === 'failed' ? 'Broken' : null },
  });
  it.each([
    ['readable', '2026-05-01T00:00:00.000Z', 'ok', 'reaches back 19.4 days'],
    ['readable', '2026-05-19T22:15:00.000Z', 'warn', 'reaches back 0.5 days'],
    ['absent', null, 'warn', 'although every Windows has it'],
    ['empty', null, 'warn', 'no record'],
    ['disabled', null, 'warn', 'switched off'],
    ['denied', null, 'warn', 'cannot be read by this account'],
    ['failed', null, 'warn', 'Broken'],
  ])('%s since %s is %s', (state, oldest, level, found) => {
    const [finding, ...more] = run(logs, answering({ heard: { logs: said([row(state, oldest)]) } }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ subject: 'Security', level });
    expect(finding?.found).toContain(found);
  });

  it('that not every Windows has may be absent', () => {
    const heard = { logs: said([row('absent', null, 'Microsoft-Windows-Sysmon/Operational')]) };
    expect(levels(logs, answering({ heard }))).toEqual(['ok']);
  });

  it('that stop answering are no clean bill', () => {
    const end = { outcome: 'failed', reason: 'timedOut', detail: 'Its deadline of 60 s passed.' } as const;
    const found = run(logs, answering({ heard: { logs: said([row('readable', '2026-01-01T00:00:00.000Z')], end) } }));
    expect(found.map(({ level }) => level)).toEqual(['ok', 'warn']);
    expect(found[1]?.found).toContain('timedOut');
    expect(levels(logs, answering())).toEqual(['warn']);
  });
});

describe('the folder of cases', () => {
  it.each([
    [16 * limits.total, 'ok'],
    [16 * limits.total - 1, 'warn'],
    [limits.total, 'warn'],
    [limits.total - 1, 'fail'],
    [0, 'fail'],
  ])('with %i bytes free is %s', (bytes, level) => {
    expect(judgeSpace('/cases', bytes)).toMatchObject({ level, data: { freeBytes: bytes } });
  });

  it('on the disk that the system runs from is a warning, also when it does not exist yet', () => {
    const caseDir = join(newFolder(), 'not', 'yet');
    expect(levels(caseFolder, silent({ caseDir, systemRoot: newFolder() }))).toEqual(['warn']);
  });

  it.skipIf(process.platform !== 'linux')('on another disk is fine', () => {
    expect(statSync('/proc').dev).not.toBe(statSync(newFolder()).dev);
    expect(levels(caseFolder, silent({ caseDir: newFolder(), systemRoot: '/proc' }))).toEqual(['ok']);
  });

  it('below a file is a failure', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(run(caseFolder, silent({ caseDir: file }))).toMatchObject([{ level: 'fail' }]);
  });

  it.skipIf(process.platform === 'win32').each([
    [0o700, 'ok'],
    [0o755, 'ok'],
    [0o775, 'warn'],
    [0o777, 'warn'],
    [0o1777, 'ok'],
  ])('with mode %o is %s', (mode, level) => {
    const caseDir = join(newFolder(), 'cases');
    mkdirSync(caseDir);
    chmodSync(caseDir, mode);
    expect(levels(access, answering({ place: { caseDir } }))).toEqual([level]);
  });

  it.runIf(process.geteuid?.() === 0)('of another account is a warning', () => {
    const caseDir = join(newFolder(), 'cases');
    mkdirSync(caseDir, { mode: 0o700 });
    chownSync(caseDir, 4711, 4711);
    expect(run(access, answering({ place: { caseDir } }))).toMatchObject([
      { level: 'warn', data: { writers: ['its owner (user id 4711)'] } },
    ]);
  });

  it('on Windows with a list that nobody understands is a warning that quotes it', () => {
    const heard = { access: said([{ path: 'C:\\cases', sddl: 'D:(X' }]) };
    const [finding] = run(access, answering({ place: { platform: 'win32' }, heard }));
    expect([finding?.level, finding?.found]).toEqual(['warn', expect.stringContaining('D:(X')]);
  });

  it('on Windows is fine when this account alone writes', () => {
    const heard = { access: said([{ path: 'C:\\cases', sddl: 'D:(A;;FA;;;S-1-5-21-1-2-3-1001)' }]) };
    const of = (userSid: string) => answering({ hello: { userSid }, place: { platform: 'win32' }, heard });
    expect(levels(access, of('S-1-5-21-1-2-3-1001'))).toEqual(['ok']);
    expect(levels(access, of('S-1-5-21-1-2-3-1002'))).toEqual(['warn']);
  });

  it.each([
    ['D:P(A;OICI;FA;;;BA)', 'ok'],
    ['D:P(A;OICI;FA;;;BU)', 'warn'],
  ])('on Windows with %s is %s', (sddl, level) => {
    const heard = { access: said([{ path: 'C:\\cases', sddl }]) };
    expect(levels(access, answering({ place: { platform: 'win32' }, heard }))).toEqual([level]);
  });

  it('on Windows with rights that cannot be read is a warning that says why', () => {
    const end = { outcome: 'failed', reason: 'denied', detail: 'No.' } as const;
    const world = answering({ place: { platform: 'win32' }, heard: { access: said([], end) } });
    expect(run(access, world)).toMatchObject([{ level: 'warn' }]);
    expect(run(access, world)[0]?.found).toContain('denied');
  });
});

describe('the canary', () => {
  it('that never came back is a failure, each of them', () => {
    expect(new Set(levels(canary, answering()))).toEqual(new Set(['fail']));
  });

  it('that came back changed says from where on', () => {
    const heard = { 'canary-quotes': said([{ part: 1, text: `'single' \u201cdouble` }]) };
    expect(run(canary, answering({ heard }))[0]).toMatchObject({ subject: 'quotes', level: 'fail' });
    expect(run(canary, answering({ heard }))[0]?.found).toMatch(
      /16 of \d+ characters came back, different from number 10/,
    );
  });

  it('that came back whole from a script that should have failed is a failure', () => {
    const heard = { 'canary-throw': said([{ part: 1, text: 'before' }]) };
    expect(run(canary, answering({ heard })).find(({ subject }) => subject === 'throw')).toMatchObject({
      level: 'fail',
    });
  });

  it('of half a character has to be reported', () => {
    const of = (warnings: NonNullable<ReturnType<typeof said>['end']>['warnings']) => {
      const heard = { 'canary-loneSurrogate': said([{ part: 1, text: 'a\ufffdb\ufffdc' }], { warnings }) };
      return run(canary, answering({ heard })).find(({ subject }) => subject === 'loneSurrogate')?.level;
    };
    expect(of([])).toBe('fail');
    expect(of([{ id: 'x', category: null, message: 'changed', source: 'Text' }])).toBe('ok');
  });
});
