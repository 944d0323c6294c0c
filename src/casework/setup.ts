import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseDuration } from '../domain/time.js';
import { usageError } from '../errors.js';
import { gatherAtMost, readAtMost, Unreadable } from '../files/ordinary.js';
import { type Answers, noAnswers, readAnswers } from '../playbook/answers/file.js';
import type { Playbook } from '../playbook/types.js';
import { answersRespondent } from '../terminal/answers.js';
import { whyNotInteractive } from '../terminal/interactive.js';
import type { Respondent } from '../terminal/types.js';

/** Options that run and resume share, as the command line gives them. */
export interface SharedOptions {
  responder?: string;
  caseDir: string;
  answers?: string;
  saveAnswers?: string;
  input: boolean;
  replay?: string;
  publicKey?: string;
  powershell?: string;
  transport?: 'command' | 'file';
  hostIs?: string;
  /** SHA-256 of the pinned playbook that the responder has read and trusts. */
  trustPlaybook?: string;
  budget?: string;
  failOn?: string;
  forceUnlock?: boolean;
  json?: boolean;
}

/** The operating-system account, with its domain on Windows; SYSTEM is nobody, so the responder's name stands beside it. */
export function account(): string {
  try {
    const name = userInfo().username;
    const domain = process.env['USERDOMAIN'];
    return process.platform === 'win32' && domain ? `${domain}\\${name}` : name;
  } catch {
    return 'unknown';
  }
}

/** More than any alert or answers file may have; each says its own limit. */
const largestInput = 64 * 1024 * 1024;

/** Bytes of a file, or of standard input for `-`. A terminal as standard input is a mistake: nobody types JSON there. */
export async function readInput(named: string, what: string): Promise<Uint8Array> {
  if (named === '-') {
    if (process.stdin.isTTY)
      throw usageError('stdin-is-a-terminal', {
        what: `${what} was to be read from standard input, which is a terminal`,
        expected: 'a pipe or a redirection',
        next: 'casefile run alert.json, or: type alert.json | casefile run - --answers answers.yaml',
      });
  }
  try {
    return named === '-' ? await gatherAtMost(process.stdin, largestInput) : readAtMost(named, largestInput);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw usageError('file-unreadable', {
      what: `${what} cannot be read (${error.message})`,
      where: named === '-' ? 'standard input' : resolve(named),
      expected: 'a file that this account may read, or - for standard input',
      next: 'Check the path.',
    });
  }
}

/** Answers from a file, checked against the playbook; null without `--answers`. */
export async function answersFrom(named: string | undefined, playbook: Playbook): Promise<Answers | null> {
  if (named === undefined) return null;
  const file = named === '-' ? 'standard input' : named;
  return readAnswers(file, await readInput(named, 'The answers file'), playbook);
}

/** Who answers: the answers file when there is one, else the person at the terminal, else nobody (exit 4 when asked). */
export async function respondentFor(
  options: SharedOptions,
  answers: Answers | null,
  by: string,
  signal: AbortSignal,
): Promise<Respondent> {
  const why = answers ? 'an answers file was given' : whyNotInteractive(!options.input);
  if (why === null) return (await import('../terminal/prompts.js')).terminalRespondent(by, signal);
  const file = answers ? options.answers! : null;
  const dir = file && file !== '-' ? dirname(resolve(file)) : process.cwd();
  return answersRespondent({ answers: answers ?? noAnswers, file, dir, why }, by);
}

/** Refuses options that would only show themselves as wrong when the work is done. */
export function checkOptions({ failOn, saveAnswers }: SharedOptions, { verdict }: Playbook): void {
  if (failOn !== undefined && !verdict.levels.includes(failOn))
    throw usageError('fail-on-unknown', {
      what: `--fail-on ${failOn} is no level of this playbook`,
      expected: `one of, worst first: ${verdict.levels.join(', ')}`,
      next: `casefile run alert.json --fail-on ${verdict.levels[1] ?? verdict.levels[0]}`,
    });
  if (saveAnswers !== undefined) checkSaveAnswers(saveAnswers);
}

function checkSaveAnswers(named: string): void {
  const file = resolve(named);
  const why = whyNoFile(file);
  if (why === null) return;
  throw usageError('save-answers', {
    what: `--save-answers ${named} ${why}`,
    where: file,
    expected: 'a file name in a folder that exists and that this account may write',
    next: 'Make the folder, or name a file elsewhere.',
  });
}

/** Why no file of this name can be written; null where one can, as far as it shows before. */
function whyNoFile(file: string): string | null {
  const folder = dirname(file);
  try {
    if (!statSync(folder).isDirectory()) return 'lies in what is no folder';
    accessSync(folder, constants.W_OK);
    const there = statSync(file, { throwIfNoEntry: false });
    return there === undefined || there.isFile() ? null : 'is no ordinary file';
  } catch (error) {
    return `cannot be written (${(error as Error).message})`;
  }
}

/** `9m`, `90s`, `1h` or ISO-8601 `PT9M`, in milliseconds. */
export function parseBudget(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  const milliseconds = match
    ? Number(match[1]) * { s: 1e3, m: 6e4, h: 36e5 }[match[2] as 's' | 'm' | 'h']
    : parseDuration(text);
  if (milliseconds && milliseconds > 0) return milliseconds;
  throw usageError('budget-malformed', {
    what: `--budget ${text} is not a duration`,
    expected: 'a number with s, m or h, e.g. 9m',
    next: 'casefile run alert.json --budget 9m',
  });
}
