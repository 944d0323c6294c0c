import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseReserved } from '../../src/case/reserved.js';
import { newFolder, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

describe('a folder of cases', () => {
  it.each(['NUL', 'con', 'aux.txt', 'E:\\cases\\LPT1', 'COM¹', 'cases.', 'cases ', 'a/prn .x/b', 'CONIN$'])(
    'is not called %j',
    (path) => {
      expect(() => refuseReserved(path)).toThrow(expect.objectContaining({ exit: 2, code: 'reserved-name' }));
    },
  );

  it.each(['cases', './cases', '../cases', 'E:\\cases\\2025.02', '/mnt/console/nullable', 'company1', ''])(
    'can be called %j',
    (path) => {
      expect(() => refuseReserved(path)).not.toThrow();
    },
  );

  it.each(['run', 'list', 'resume', 'verify', 'doctor'])(
    'with a reserved name is exit 2 of %s, and nothing is made',
    async (command) => {
      const cases = join(newFolder(), 'NUL');
      const args = command === 'run' ? replayOf('hcm-adfs-tunnel', cases) : [command, '--case-dir', cases];
      const ran = await casefile(args);
      expect([ran.code, existsSync(cases)]).toEqual([2, false]);
      expect(ran.stderr).toContain('Windows device');
    },
  );
});
