import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { example } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';

export const onWindows: boolean = process.platform === 'win32';

/** A PowerShell to prove something on. */
export interface ProofEngine {
  name: string;
  path: string;
  /** Where cmdlets answer as on Windows: the engine itself there, the simulated Windows on another system. */
  host: { path: string; env: NodeJS.ProcessEnv };
}

/**
 * On Windows both of the system's own: Windows PowerShell 5.1 and PowerShell 7. Elsewhere the one PowerShell of the
 * tests, or none.
 */
export const engines: ProofEngine[] = onWindows ? windowsEngines() : testEngine();

function windowsEngines(): ProofEngine[] {
  const { SystemRoot = 'C:\\Windows', ProgramFiles = 'C:\\Program Files' } = process.env;
  const places = {
    'Windows PowerShell 5.1': join(SystemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    'PowerShell 7': join(ProgramFiles, 'PowerShell', '7', 'pwsh.exe'),
  };
  return Object.entries(places).flatMap(([name, path]) => {
    if (existsSync(path)) return [{ name, path, host: { path, env: {} } }];
    if (process.env['CASEFILE_REQUIRE_ENGINE'] === '1') throw new Error(`${name} is missing: ${path}`);
    return [];
  });
}

function testEngine(): ProofEngine[] {
  if (!engine) return [];
  const host = { path: simulatedPwsh, env: { SIMULATED_HOST: example('hcm-adfs-tunnel', 'host') } };
  return [{ name: 'PowerShell on this system', path: engine.path, host }];
}
