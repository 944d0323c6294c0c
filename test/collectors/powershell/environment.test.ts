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
  it('rebuilds the module path from the system folder on Windows', () => {
    expect(engineEnvironment(parent, 'win32')).toEqual({
      ...{ Path: 'p', SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Programs', NO_COLOR: '1', TERM: 'dumb' },
      ...{ POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' },
      PSModulePath: 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules',
    });
  });

  it('leaves the module path unset elsewhere', () => {
    expect(Object.keys(engineEnvironment(parent, 'linux'))).not.toContain('PSModulePath');
  });

  it.each([
    'COR_ENABLE_PROFILING',
    'COR_PROFILER_PATH',
    'CoreCLR_Profiler_Path_64',
    'COMPlus_Version',
    'DOTNET_STARTUP_HOOKS',
    'DOTNET_ADDITIONAL_DEPS',
    'dotnet_root',
    'PSModuleAnalysisCachePath',
  ])('drops %s, which loads code or settings from elsewhere', (name) => {
    expect(Object.keys(engineEnvironment({ [name]: 'evil' }, 'win32'))).not.toContain(name);
  });

  it('does not let the parent turn telemetry on', () => {
    const parent = { powershell_telemetry_optout: '0', POWERSHELL_UpdateCheck: 'Default' };
    expect(Object.values(engineEnvironment(parent, 'linux'))).toEqual(['1', 'dumb', '1', 'Off']);
  });
});
