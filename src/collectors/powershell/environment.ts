import path from 'node:path';

/**
 * Environment of the engine: the parent's, without Node's own settings and without the password of a key. A PSModulePath that is inherited makes
 * powershell.exe load modules of PowerShell 7, or a user's: on Windows it is the system's folders, elsewhere unset.
 */
export function engineEnvironment(parent: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  const dropped = /^(NODE_.*|CASEFILE_KEY_PASSWORD|PSModulePath|NO_COLOR|FORCE_COLOR|TERM)$/i;
  const kept = Object.entries(parent).filter(([name]) => !dropped.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1', TERM: 'dumb', ...modulePath(parent, platform) };
}

function modulePath(parent: NodeJS.ProcessEnv, platform: NodeJS.Platform): { PSModulePath?: string } {
  if (platform !== 'win32') return {};
  const { join } = path.win32;
  const folders = [
    join(parent['ProgramFiles'] ?? 'C:\\Program Files', 'WindowsPowerShell', 'Modules'),
    join(parent['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'Modules'),
  ];
  return { PSModulePath: folders.join(';') };
}
