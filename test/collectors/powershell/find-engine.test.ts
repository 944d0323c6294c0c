import { describe, expect, it } from 'vitest';
import { findEngine, type Machine } from '../../../src/collectors/powershell/find-engine.js';
import { KnownError } from '../../../src/errors.js';

const system = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const native = 'C:\\Windows\\Sysnative\\WindowsPowerShell\\v1.0\\powershell.exe';
const seven = 'C:\\Program Files\\PowerShell\\7\\pwsh.exe';
const windows = (...files: string[]): Machine => ({
  platform: 'win32',
  env: { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files', PATH: 'C:\\evil' },
  exists: (file) => files.includes(file),
});
const errorOf = (find: () => string): KnownError => {
  try {
    return find() as never;
  } catch (error) {
    return error as KnownError;
  }
};

describe('findEngine', () => {
  it.each([
    [[system, seven], system],
    [[seven], seven],
    [[native, system], native],
  ])('of %j takes %s', (files, expected) => {
    expect(findEngine(undefined, windows(...files))).toBe(expected);
  });

  it('never looks at PATH on Windows, and lists where it looked', () => {
    const error = errorOf(() => findEngine(undefined, windows('C:\\evil\\pwsh.exe', 'C:\\evil\\powershell.exe')));
    expect(error).toBeInstanceOf(KnownError);
    expect(error.exit).toBe(8);
    for (const place of [system, native, seven]) expect(error.parts.where).toContain(place);
  });

  it('takes pwsh from an absolute folder of PATH elsewhere', () => {
    const machine: Machine = {
      platform: 'linux',
      env: { PATH: '.:bin:/opt/ps' },
      exists: (file) => file.endsWith('pwsh'),
    };
    expect(findEngine(undefined, machine)).toBe('/opt/ps/pwsh');
  });

  it('takes nothing but the one that was named', () => {
    expect(errorOf(() => findEngine('/nowhere/pwsh')).exit).toBe(8);
    expect(findEngine(process.execPath)).toBe(process.execPath);
  });
});
