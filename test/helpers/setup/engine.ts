import { hasEngine } from '../engine.js';
import { run } from './run.js';

/** Fetches PowerShell when there isn't one and a .NET SDK is there. */
export default function setup(): void {
  if (hasEngine() || process.platform === 'win32') return;
  try {
    run('dotnet', 'tool', 'restore');
  } catch {
    console.warn('No PowerShell and no .NET SDK: the tests that need PowerShell are skipped.');
  }
}
