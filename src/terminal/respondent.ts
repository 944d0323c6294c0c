import { type ActionDecision, actionDecisions } from '../domain/journal.js';
import type { Json } from '../domain/json.js';
import { checkField } from '../playbook/answers/values.js';
import type { Question } from '../playbook/types.js';
import { plain, print, printHanging, printPainted } from './print.js';
import { askText, type CheckText, pick } from './prompt.js';
import { show } from './show.js';
import type { ActionView, AttachmentView, QuestionView, Respondent, VerdictView } from './types.js';

/** A person at a terminal. Prompts are drawn on standard error; Ctrl-C and the signal end them. */
export const terminalRespondent = (by: string, signal: AbortSignal): Respondent => ({
  source: 'terminal',
  by,
  ask: (view) => askQuestion(view, signal),
  attach: (view) => askForFile(view, signal),
  decide: (view) => askVerdict(view, signal),
  act: (view) => askDecision(view, signal),
});

const required: CheckText = (text) => (text.trim() === '' ? 'An answer is required.' : null);
const optional: CheckText = () => null;

async function askQuestion(view: QuestionView, signal: AbortSignal) {
  const { because: reason, help } = view.question;
  show(view.shown);
  if (help) printPainted('dim', `  ${help}`);
  const value = await askValue(view, view.question, signal);
  if (reason === 'none') return { value, because: null };
  const because =
    reason === 'required'
      ? await askText('Why? What is it based on?', required, signal)
      : await askText('Why? (optional)', optional, signal);
  return { value, because: because === '' ? null : because };
}

function askValue(view: QuestionView, question: Question, signal: AbortSignal): Promise<Json> {
  switch (question.type) {
    case 'choice':
      return askChoice(view, question, signal);
    case 'form':
      return askForm(view, question, signal);
    case 'text':
      return askText(plain(view.ask), question.required ? required : optional, signal, view.previous);
  }
}

/** One choice, or one for each of several names. */
async function askChoice(
  { ask, names, previous }: QuestionView,
  { options }: Question & { type: 'choice' },
  signal: AbortSignal,
): Promise<Json> {
  const choices = Object.entries(options).map(([key, about]): [string, string] => [key, `${key}: ${about}`]);
  if (names === null || names.length < 2) return pick(plain(ask), choices, signal, previous);
  const before = previous as { [name: string]: Json } | null;
  const answers: { [name: string]: string } = {};
  for (const name of names) answers[name] = await pick(`${plain(ask)} ${name}`, choices, signal, before?.[name]);
  return answers;
}

async function askForm(
  { ask, previous }: QuestionView,
  { fields }: Question & { type: 'form' },
  signal: AbortSignal,
): Promise<Json> {
  printHanging(`  ${plain(ask)}`);
  const before = previous as { [field: string]: Json } | null;
  const answers: { [field: string]: string | null } = {};
  for (const [name, field] of Object.entries(fields)) {
    const text = await askText(field.ask, (typed) => checkField(field, typed.trim()), signal, before?.[name]);
    answers[name] = text === '' ? null : text;
  }
  return answers;
}

async function askForFile({ ask, handOff }: AttachmentView, signal: AbortSignal) {
  for (const { title, text } of handOff) {
    printPainted('bold', `  ${title}`);
    print(...indented(text));
  }
  const have = await pick(
    plain(ask),
    [
      ['file', 'attach a file: the case keeps a copy, and its rows are read'],
      ['none', 'not available'],
      ['hash', 'record its hash only: the file stays with you, and no rule reads it'],
    ],
    signal,
  );
  if (have === 'none') return { unavailable: await askText('Why is it not available?', required, signal) };
  const path = await askText('Path of the file', required, signal);
  return have === 'hash' ? { hashOnly: path } : { file: path };
}

async function askVerdict({ proposed, levels, reasons }: VerdictView, signal: AbortSignal) {
  printPainted('bold', `  Proposed: ${proposed.level}`);
  for (const { says, from } of reasons.slice(0, 3)) printHanging(`    - ${plain(says)} [${from.join(', ')}]`);
  if (proposed.missing.length > 0) print(`    Missing: ${proposed.missing.join(', ')}`);
  const others = levels.filter((level) => level !== proposed.level);
  const choices = others.map((level): [string, string] => [level, level]);
  const level = await pick('Which verdict?', [[proposed.level, `${proposed.level} (proposed)`], ...choices], signal);
  if (level === proposed.level) return { confirm: true as const };
  return { level, because: await askText('Why not the proposed verdict?', required, signal) };
}

const decisionWords: Record<ActionDecision, string> = {
  done: 'done by hand',
  planned: 'planned',
  declined: 'declined',
  notApplicable: 'does not apply',
};

async function askDecision({ title, command, effect, check, undo, risk }: ActionView, signal: AbortSignal) {
  printPainted('bold', `  ${title}`);
  print('  casefile never runs this. A person can run it by hand:', ...indented(command));
  print(`  Effect: ${effect}`, `  Check:  ${check}`, `  Undo:   ${undo ?? 'none'}`, `  Risk:   ${risk}`);
  const choices = actionDecisions.map((key): [ActionDecision, string] => [key, decisionWords[key]]);
  const decision = await pick('Decision', choices, signal);
  return { decision, because: await askText('Why?', required, signal) };
}

/** A command or a query to copy: its lines are never broken, and none of them looks like a line of ours. */
const indented = (text: string): string[] => text.split(/\r?\n/).map((line) => `    ${line}`);
