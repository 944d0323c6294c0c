import { writeFileSync } from 'node:fs';
import { terminalProgress } from '../../src/terminal/progress.js';
import { terminalRespondent } from '../../src/terminal/respondent.js';

/*
 * A process of its own in a pseudo-terminal: asks for everything that a person is asked for, with one text wherever a
 * playbook, a host or an earlier answer can put one. Arguments: the text as JSON, and the file for what was answered.
 */
const text = JSON.parse(process.argv[2]!) as string;
const respondent = terminalRespondent('R. Okafor', new AbortController().signal);
const progress = terminalProgress();
const ask = (label: string) => [{ text: `${label} ` }, { value: text }, { text: '?' }];
const view = { id: 'q', title: text, shown: [{ title: text, rows: [{ [text]: text, from: [text] }], refs: [] }] };
const reason = { says: ask('Because'), from: [text], weight: 1 };
const proposed = { level: text, score: 1, missing: [text] } as never;
const action = { language: 'powershell', check: text, undo: text, effect: text, risk: text };

progress.step(text);
progress.begin(text);
await new Promise((resolve) => setTimeout(resolve, 200));
progress.done(text, 'failed');
progress.note(text);
const free = { type: 'text', required: true, because: 'none', help: text } as never;
const choice = { type: 'choice', options: { a: text, b: text }, because: 'none' } as never;
const form = {
  type: 'form',
  fields: { a: { ask: `Fifth ${text}`, type: 'text', required: false } },
  because: 'none',
} as never;
const answers = [
  await respondent.ask({ ...view, ask: ask('First'), question: free, names: null, previous: text }),
  await respondent.ask({ ...view, ask: ask('Second'), question: choice, names: null, previous: 'b' }),
  await respondent.ask({
    ...view,
    ask: ask('Third'),
    question: choice,
    names: [text, 'fourth'],
    previous: { [text]: 'b', fourth: 'b' },
  }),
  await respondent.ask({ ...view, ask: ask('Form'), question: form, names: null, previous: { a: text } }),
  await respondent.attach({
    id: 'a',
    title: text,
    ask: ask('Sixth'),
    handOff: [{ title: text, language: 'kql', text }],
  }),
  await respondent.decide({ proposed, levels: [text, 'other'], benign: [], reasons: [reason] }),
  await respondent.act({ id: 'a', title: text, command: text, ...action }),
];
writeFileSync(process.argv[3]!, JSON.stringify(answers));
