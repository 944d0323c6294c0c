import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Diagnosis } from '../../src/commands/doctor/run.js';
import { newFolder, type Ran, root } from './casefile.js';
import { simulatedPwsh } from './engine.js';
import { casefile } from './in-process.js';

export const sample = join(root, 'test/windows/sample-host');
/** A disk other than the system's. */
export const otherDisk = '/dev/shm';
export const isRoomy = (folder: string) =>
  existsSync(folder) && statfsSync(folder).bavail * statfsSync(folder).bsize > 2 * 1024 ** 3;
export const diagnosisOf = ({ stdout }: Ran) => JSON.parse(stdout) as Diagnosis;
export const check = (ran: Ran, id: string) => diagnosisOf(ran).checks.filter((one) => one.id === id);

/** Runs in a fresh folder, and expects to find it empty afterwards. */
export async function doctor(host: string, ...args: string[]): Promise<Ran> {
  const cwd = newFolder();
  const ran = await casefile(['doctor', '--powershell', simulatedPwsh, ...args], {
    cwd,
    env: { SIMULATED_HOST: host },
  });
  expect(readdirSync(cwd)).toEqual([]);
  return ran;
}

/** A folder of a host with a changed host.json. */
export function changedHost(from: string, values: object): string {
  const folder = join(newFolder(), 'host');
  cpSync(from, folder, { recursive: true });
  const known = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ ...known, ...values }));
  return folder;
}

/** A program that stands before the simulated PowerShell. */
export function wrapper(script: string): string {
  const file = join(newFolder(), 'pwsh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
