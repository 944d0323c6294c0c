import inquirer from 'inquirer';
import { Stopped } from '../errors.js';
import { forTerminal } from './print.js';
import { screen } from './screen.js';

/** Asks for a password on standard error; what is typed is not shown. */
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
