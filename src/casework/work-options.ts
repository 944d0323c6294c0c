import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { usageError } from '../errors.js';
import type { Playbook } from '../playbook/types.js';
import type { SourceOptions } from './open-source.js';
import type { TrustOptions } from './trust.js';

/** Options of run, resume and revise, as the command line gives them. */
export interface WorkOptions extends SourceOptions, TrustOptions {
  responder?: string;
  caseDir: string;
  saveAnswers?: string;
  hostIs?: string;
  budget?: string;
  failOn?: string;
  forceUnlock?: boolean;
  /** Run scripts of a playbook that isn't shipped although the check refuses them. */
  allowUnchecked?: boolean;
  json?: boolean;
}

/** Refuses options that would otherwise fail only at the end of the work. @throws KnownError exit 2. */
export function checkOptions({ failOn, saveAnswers }: WorkOptions, { verdict }: Playbook): void {
  if (failOn !== undefined && !verdict.levels.includes(failOn))
    throw usageError('fail-on-unknown', {
      what: `--fail-on ${failOn} is not a verdict level of this playbook`,
      expected: `one of (worst first): ${verdict.levels.join(', ')}`,
      next: `casefile run alert.json --fail-on ${verdict.levels[1] ?? verdict.levels[0]}`,
    });
  const problem = saveAnswers === undefined ? null : problemOfSaving(resolve(saveAnswers));
  if (problem !== null)
    throw usageError('save-answers', {
      what: `--save-answers ${saveAnswers} ${problem}`,
      where: resolve(saveAnswers!),
      expected: 'a file name in an existing folder that this account can write to',
      next: 'Create the folder, or name a file elsewhere.',
    });
}

/** Why a file of this name can't be written, as far as can be seen without trying; null if nothing speaks against it. */
function problemOfSaving(file: string): string | null {
  const folder = dirname(file);
  try {
    if (!statSync(folder).isDirectory()) return 'is not below a folder';
    accessSync(folder, constants.W_OK);
    const there = statSync(file, { throwIfNoEntry: false });
    return there === undefined || there.isFile() ? null : 'is not an ordinary file';
  } catch (error) {
    return `cannot be written (${(error as Error).message})`;
  }
}
