import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Answers, noAnswers } from '../playbook/answers/file.js';
import { answersRespondent } from '../terminal/answers.js';
import { whyNotInteractive } from '../terminal/interactive.js';
import type { Respondent } from '../terminal/types.js';
import type { WorkOptions } from './work-options.js';

/** The operating-system account, with its domain on Windows. It may be SYSTEM, so the journal also has the responder's name. */
export function account(): string {
  try {
    const name = userInfo().username;
    const domain = process.env['USERDOMAIN'];
    return process.platform === 'win32' && domain ? `${domain}\\${name}` : name;
  } catch {
    return 'unknown';
  }
}

/** Who answers: the answers file if there is one, otherwise the person at the terminal, otherwise nobody (exit 4 when asked). */
export async function respondentFor(
  options: WorkOptions,
  answers: Answers | null,
  by: string,
  signal: AbortSignal,
): Promise<Respondent> {
  const why = answers ? 'an answers file was given' : whyNotInteractive(!options.input);
  if (why === null) return (await import('../terminal/respondent.js')).terminalRespondent(by, signal);
  const file = answers ? options.answers! : null;
  const dir = file && file !== '-' ? dirname(resolve(file)) : process.cwd();
  return answersRespondent({ answers: answers ?? noAnswers, file, dir, why }, by);
}
