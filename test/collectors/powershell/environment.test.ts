import { describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../../src/collectors/powershell/environment.js';

const parent = {
  ...{
    NODE_OPTIONS: '--inspect',
    node_path: 'x',
    Path: 'p',
    TERM: 'xterm',
    FORCE_COLOR: '1',
    CASEFILE_KEY_PASSWORD: 'p',
  },
  ...{ PSMODULEPATH: 'evil', SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Programs' },
};

describe('engineEnvironment', () => {
  it('rebuilds the module path from the system folders on Windows', () => {
    expect(engineEnvironment(parent, 'win32')).toEqual({
      ...{ Path: 'p', SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Programs', NO_COLOR: '1', TERM: 'dumb' },
      PSModulePath: 'D:\\Programs\\WindowsPowerShell\\Modules;D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules',
    });
  });

  it('leaves the module path unset elsewhere', () => {
    expect(Object.keys(engineEnvironment(parent, 'linux'))).not.toContain('PSModulePath');
  });
});
