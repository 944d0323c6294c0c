import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { CollectorJob } from '../../src/collectors/types.js';
import type { Json } from '../../src/domain/json.js';

/**
 * How PowerShell is driven by hand: one process runs the scripts, its stdout is redirected to the file. Settles when the
 * process has ended.
 * @throws Error when it does not exit with 0.
 */
export function runRaw(engine: string, jobs: CollectorJob[], file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const out = openSync(file, 'w');
  const child = spawn(engine, ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', commandOf(jobs)], {
    stdio: ['ignore', out, 'inherit'],
    env,
  });
  closeSync(out);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${engine} ended with ${code}`))));
  });
}

/** Rows that a raw process wrote. */
export const rawRows = (file: string): number =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('['))
    .reduce((sum, line) => sum + (JSON.parse(line) as Json[]).length, 0);

/** Each script's rows as one JSON text; the functions that the scripts share come first. */
function commandOf(jobs: CollectorJob[]): string {
  const prelude = jobs.find((job) => job.prelude)?.prelude;
  const scripts = jobs.map(({ script, parameters }) => {
    const given = Object.entries(parameters).map(([name, value]) => `-${name} ${literal(value)}`);
    return `ConvertTo-Json -InputObject @(& ${literal(script.file)} ${given.join(' ')}) -Depth 6 -Compress`;
  });
  return [...(prelude ? [`. ${literal(prelude.file)}`] : []), ...scripts].join(';');
}

function literal(value: Json | undefined): string {
  if (Array.isArray(value)) return `@(${value.map(literal).join(',')})`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
