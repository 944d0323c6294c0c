import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { hasEngine } from './engine.js';

const run = (program: string, ...args: string[]): void => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync(program, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
};

/** Builds the command, and fetches PowerShell where a .NET SDK is there and no PowerShell is. */
export default function setup(project: TestProject): () => void {
  const runs = mkdtempSync(join(tmpdir(), 'casefile-runs-'));
  project.provide('runs', runs);
  run('npm', 'run', '--silent', 'build');
  fetchEngine();
  return () => rmSync(runs, { recursive: true, force: true });
}

function fetchEngine(): void {
  if (hasEngine() || process.platform === 'win32') return;
  try {
    run('dotnet', 'tool', 'restore');
  } catch {
    console.warn('No PowerShell and no .NET SDK: the tests that need PowerShell are skipped.');
  }
}
