import { plain, print, printHanging, printPainted, shortly } from '../../../src/terminal/print.js';
import { terminalProgress } from '../../../src/terminal/progress.js';
import { show } from '../../../src/terminal/show.js';
import { Screen } from '../../helpers/screen.js';

/** What was written to standard error meanwhile, which is where everything for people goes. */
export function printed(act: () => void): string {
  const { write } = process.stderr;
  let text = '';
  process.stderr.write = ((part: string) => {
    text += part;
    return true;
  }) as typeof write;
  try {
    act();
  } finally {
    process.stderr.write = write;
  }
  return text;
}

const progress = terminalProgress();

/** Every way of a text to a terminal, and the lines that it may make there; a function gives what each must be like. */
const ways: ((text: string) => { out: string; lines: RegExp[] })[] = [
  (text) => ({ out: printed(() => print(text)), lines: [/^/] }),
  (text) => ({ out: printed(() => print(`${text}:`, 'next')), lines: [/^/, /^next$/] }),
  (text) => ({ out: printed(() => printHanging(`  - ${text}`)), lines: [/^ {2}- /] }),
  (text) => ({ out: printed(() => printPainted('bold', text)), lines: [/^/] }),
  (text) => ({ out: `${plain([{ text: 'Is it ' }, { value: text }, { text: '?' }])}\n`, lines: [/^Is it /] }),
  (text) => ({
    out: printed(() => show([{ title: text, rows: [{ [text]: text, b: [text], from: [text] }], refs: [] }])),
    lines: [/^ {2}/, /^ {4}/, /^ {4}b/],
  }),
  (text) => ({ out: printed(() => progress.done(text, 'nothing')), lines: [/^ {2}- /] }),
  (text) => ({ out: `${shortly(text)}\n`, lines: [/^(?!.*[\p{Zs}\u2800]{8}).{0,320}$/u] }),
];

/** Texts through the sinks onto a screen, and what came of it but characters in lines of ours. */
async function onto(screen: Screen, texts: { text: string; at: number }[]): Promise<string[]> {
  screen.clear();
  const first = screen.lines().length - 1;
  const wrong: string[] = [];
  const expected: string[] = [];
  let all = '';
  for (const { text, at } of texts) {
    const { out, lines } = ways[at % ways.length]!(text);
    const own = out.split('\n').slice(0, -1);
    if (!out.endsWith('\n') || own.length !== lines.length || lines.some((line, n) => !line.test(own[n]!)))
      wrong.push(`other lines than ours: ${JSON.stringify(own)}`);
    expected.push(...own);
    all += out;
  }
  await screen.write(all);
  if (screen.column !== 0) wrong.push(`the cursor is in column ${screen.column}`);
  const shown = screen.lines().slice(first, -1);
  if (shown.some(({ plain: isPlain }) => !isPlain)) wrong.push('an attribute, a colour or a link');
  const other = shown.findIndex((line, n) => line.text !== expected[n]);
  if (shown.length !== expected.length || other !== -1)
    wrong.push(`the screen shows ${JSON.stringify(shown[other]?.text)}, not ${JSON.stringify(expected[other])}`);
  return [...screen.changed(), ...wrong];
}

const batch = 250;

/** Texts that are reported: each of them needs a terminal of its own. */
const mostLeaks = 10;

/** Texts through every way to a terminal; each that did more there than stand in its line, ten at most. */
export async function tortureTerminal(texts: string[]): Promise<string[]> {
  const leaked: string[] = [];
  let screen = new Screen();
  for (let begin = 0; begin < texts.length && leaked.length < mostLeaks; begin += batch) {
    const some = texts.slice(begin, begin + batch).map((text, n) => ({ text, at: begin + n }));
    if ((await onto(screen, some)).length === 0) continue;
    // One of them, each alone on a terminal of its own.
    for (const one of some) {
      if (leaked.length === mostLeaks) break;
      const wrong = await onto(new Screen(), [one]);
      if (wrong.length > 0) leaked.push(`${JSON.stringify(one.text)}: ${wrong.join('; ')}`);
    }
    if (leaked.length === 0) leaked.push(`texts ${begin} to ${begin + batch} together`);
    screen = new Screen();
  }
  return leaked;
}
