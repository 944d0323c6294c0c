import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectorJob } from '../../collectors/types.js';
import type { JsonObject } from '../../domain/json.js';
import { sha256 } from '../../files/hash.js';
import { packageRoot } from '../../package.js';
import type { FieldType } from '../../playbook/types.js';
import type { Heard } from './types.js';

/** Deadline of a script, in milliseconds: a slow log service answers within it. */
const timeout = 60_000;

/** A job that runs a script of `powershell/doctor`, as a collector runs. */
export function scriptJob(
  name: string,
  script: string,
  parameters: JsonObject,
  rows: { [field: string]: FieldType['type'] },
): CollectorJob {
  const path = join(packageRoot, 'powershell', 'doctor', script);
  const text = readFileSync(path, 'utf8');
  return {
    collector: name,
    script: { path: `powershell/doctor/${script}`, sha256: sha256(text), text, file: path },
    parameters,
    timeout,
    rows: Object.fromEntries(Object.entries(rows).map(([field, type]) => [field, { type, nullable: true }])),
  };
}

/** How a script ended, for people. */
export function ending({ end }: Heard): string {
  if (!end) return 'did not run';
  return [`ended as ${end.outcome}`, end.reason && `(${end.reason})`, end.detail].filter(Boolean).join(' ');
}
