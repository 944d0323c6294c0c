import path from 'node:path';

/**
 * Variables that the engine never gets: Node's own settings, the password of a key, terminal settings, and those that make
 * .NET or PowerShell load code or settings from somewhere else (profilers, startup hooks, runtimes, module caches).
 */
const dropped =
  /^(NODE_.*|CASEFILE_KEY_PASSWORD|NO_COLOR|FORCE_COLOR|TERM|COR_.*|CORECLR_.*|COMPLUS_.*|DOTNET_.*|PSModulePath|PSModuleAnalysisCachePath|POWERSHELL_.*)$/i;

/**
 * Environment of the engine: the parent's without what is dropped, with telemetry and the search for updates off. On Windows
 * an inherited PSModulePath makes powershell.exe load modules of PowerShell 7, or a user's. Here it is the system's folder;
 * the bootstrap narrows it again.
 */
export function engineEnvironment(parent: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  const kept = Object.entries(parent).filter(([name]) => !dropped.test(name));
  return {
    ...Object.fromEntries(kept),
    ...{ NO_COLOR: '1', TERM: 'dumb', POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' },
    ...modulePath(parent, platform),
  };
}

function modulePath(parent: NodeJS.ProcessEnv, platform: NodeJS.Platform): { PSModulePath?: string } {
  if (platform !== 'win32') return {};
  const windows = parent['SystemRoot'] ?? 'C:\\Windows';
  return { PSModulePath: path.win32.join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'Modules') };
}
