import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the runs that test files share (test/scenarios/shared-run.ts), a new one each time vitest starts. */
    runs: string;
  }
}

export default function setup(project: TestProject): () => void {
  const runs = mkdtempSync(join(tmpdir(), 'casefile-runs-'));
  project.provide('runs', runs);
  return () => rmSync(runs, { recursive: true, force: true, maxRetries: 10 });
}
