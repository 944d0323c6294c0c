import inquirer from 'inquirer';
import { forTerminal } from './print.js';
import { screen } from './screen.js';

/** Asks the person at the terminal for one of several ways to continue; the first is the safe one and preselected. */
export async function pick<T extends string>(message: string, choices: [T, string][], signal: AbortSignal): Promise<T> {
  const prompt = inquirer.createPromptModule({ output: screen, signal });
  const { value } = await prompt<{ value: T }>([
    {
      type: 'select',
      name: 'value',
      message: forTerminal(message),
      choices: choices.map(([key, name]) => ({ value: key, name: forTerminal(name) })),
    },
  ]);
  return value as T;
}
