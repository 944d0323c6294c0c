import inquirer from 'inquirer';
import { Stopped } from '../errors.js';
import { forTerminal } from './print.js';
import { screen } from './screen.js';

/** What is wrong with a typed text; null when nothing is. */
export type CheckText = (typed: string) => string | null;

/** Asks for one line of text. `previous` is an earlier answer, offered as it is on screen. */
export async function askText(
  message: string,
  problemOf: CheckText,
  signal: AbortSignal,
  previous?: unknown,
): Promise<string> {
  const prompt = inquirer.createPromptModule({ output: screen, signal });
  const validate = (typed: string): true | string => {
    const problem = problemOf(typed);
    return problem === null || forTerminal(problem);
  };
  const initial = typeof previous === 'string' ? { default: forTerminal(previous) } : {};
  const { text } = await prompt<{ text: string }>([
    { type: 'input', name: 'text', message: forTerminal(message), validate, ...initial },
  ]);
  return text.trim();
}

/** Asks for one of several choices, as `[key, what is shown]`. The first is preselected, or the previous answer. */
export async function pick<T extends string>(
  message: string,
  choices: [T, string][],
  signal: AbortSignal,
  previous?: unknown,
): Promise<T> {
  const prompt = inquirer.createPromptModule({ output: screen, signal });
  const { value } = await prompt<{ value: T }>([
    {
      type: 'select',
      name: 'value',
      message: forTerminal(message),
      choices: choices.map(([key, name]) => ({ value: key, name: forTerminal(name) })),
      ...(typeof previous === 'string' ? { default: previous as T } : {}),
    },
  ]);
  return value as T;
}

/** Asks for a password; what is typed is not shown. */
export async function askPassword(message: string): Promise<string> {
  const prompt = inquirer.createPromptModule({ output: screen });
  try {
    const { password } = await prompt<{ password: string }>([
      { type: 'password', name: 'password', message: forTerminal(message) },
    ]);
    return password;
  } catch (error) {
    throw (error as Error).name === 'ExitPromptError' ? new Stopped('SIGINT', 130) : error;
  }
}
