import inquirer from 'inquirer';
import { type ActionDecision, actionDecisions } from '../domain/journal.js';
import type { Json } from '../domain/json.js';
import { checkField } from '../playbook/answers/values.js';
import type { Question } from '../playbook/types.js';
import { forTerminal, plain, print, printHanging, printPainted } from './print.js';
import { screen } from './screen.js';
import { show } from './show.js';
import type { QuestionView, Respondent } from './types.js';

const required = (text: string): true | string => text.trim() !== '' || 'Something must be said here.';

/** A command or a query to be copied: its lines are its own, so they are never broken, and none of them looks like ours. */
const indented = (text: string): string[] => text.split(/\r?\n/).map((line) => `    ${line}`);

/** A person at a terminal. Prompts are drawn on standard error; Ctrl-C and the signal end them. */
export function terminalRespondent(by: string, signal: AbortSignal): Respondent {
  const prompt = inquirer.createPromptModule({ output: screen, signal });

  const line = async (message: string, check: (text: string) => true | string, previous?: Json): Promise<string> => {
    // Who takes the earlier answer takes what is on screen.
    const initial = typeof previous === 'string' ? { default: forTerminal(previous) } : {};
    const validate = (typed: string): true | string => {
      const problem = check(typed);
      return problem === true || forTerminal(problem);
    };
    const { text } = await prompt<{ text: string }>([
      { type: 'input', name: 'text', message: forTerminal(message), validate, ...initial },
    ]);
    return text.trim();
  };
  const choose = async <T extends string>(message: string, choices: [T, string][], previous?: Json): Promise<T> => {
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
  };
  const value = async (view: QuestionView, question: Question): Promise<Json> => {
    const message = plain(view.ask);
    if (question.type === 'choice') {
      const options = Object.entries(question.options).map(([key, about]): [string, string] => [
        key,
        `${key}: ${about}`,
      ]);
      if (view.names === null || view.names.length < 2) return choose(message, options, view.previous);
      const previous = view.previous as { [name: string]: Json } | null;
      const answers: { [name: string]: string } = {};
      for (const name of view.names) answers[name] = await choose(`${message} ${name}`, options, previous?.[name]);
      return answers;
    }
    if (question.type === 'text') return line(message, question.required ? required : () => true, view.previous);
    printHanging(`  ${message}`);
    const previous = view.previous as { [field: string]: Json } | null;
    const answers: { [field: string]: string | null } = {};
    for (const [name, field] of Object.entries(question.fields)) {
      const text = await line(field.ask, (typed) => checkField(field, typed.trim()) ?? true, previous?.[name] ?? null);
      answers[name] = text === '' ? null : text;
    }
    return answers;
  };

  return {
    source: 'terminal',
    by,
    async ask(view) {
      show(view.shown);
      if (view.question.help) printPainted('dim', `  ${view.question.help}`);
      const given = await value(view, view.question);
      if (view.question.because === 'none') return { value: given, because: null };
      const must = view.question.because === 'required';
      const because = await line(
        must ? 'Why? What does it rest on?' : 'Why? (may stay empty)',
        must ? required : () => true,
      );
      return { value: given, because: because === '' ? null : because };
    },
    async attach(view) {
      for (const query of view.handOff) {
        printPainted('bold', `  ${query.title}`);
        print(...indented(query.text));
      }
      const have = await choose(plain(view.ask), [
        ['file', 'attach a file: it is copied into the case, and its rows are read'],
        ['none', 'not available'],
        ['hash', 'note its hash only: it stays with you, and no rule reads it'],
      ]);
      if (have === 'hash') return { hashOnly: await line('Path of the file', required) };
      if (have === 'file') return { file: await line('Path of the file', required) };
      return { unavailable: await line('Why is it not available?', required) };
    },
    async decide({ proposed, levels, reasons }) {
      printPainted('bold', `  Proposed: ${proposed.level}`);
      for (const reason of reasons.slice(0, 3)) printHanging(`    - ${plain(reason.says)} [${reason.from.join(', ')}]`);
      if (proposed.missing.length > 0) print(`    Missing: ${proposed.missing.join(', ')}`);
      const level = await choose('Which verdict?', [
        [proposed.level, `${proposed.level} (as proposed)`],
        ...levels.filter((other) => other !== proposed.level).map((other): [string, string] => [other, other]),
      ]);
      if (level === proposed.level) return { confirm: true };
      return { level, because: await line('Why is it not the proposed one?', required) };
    },
    async act(view) {
      printPainted('bold', `  ${view.title}`);
      print('  This tool does not run it. For a person to run:');
      print(...indented(view.command));
      print(
        ...[`  Effect: ${view.effect}`, `  Check:  ${view.check}`],
        ...[`  Undo:   ${view.undo ?? 'none'}`, `  Risk:   ${view.risk}`],
      );
      const words: Record<ActionDecision, string> = {
        done: 'done by hand',
        planned: 'will be done',
        declined: 'will not be done',
        notApplicable: 'does not apply',
      };
      const decision = await choose(
        'Decision',
        actionDecisions.map((key): [ActionDecision, string] => [key, words[key]]),
      );
      return { decision, because: await line('Why?', required) };
    },
  };
}
