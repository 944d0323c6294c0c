import inquirer from 'inquirer';
import { forTerminal } from './print.js';

/** Asks for a password on standard error; what is typed is not shown. */
export async function askPassword(message: string): Promise<string> {
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  const { password } = await prompt<{ password: string }>([
    { type: 'password', name: 'password', message: forTerminal(message) },
  ]);
  return password;
}
