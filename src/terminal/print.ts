import type { Template } from '../domain/analysis.js';
import { clean, cut } from '../domain/clean.js';
import type { Json } from '../domain/json.js';
import { redact, redactJson } from '../secrets/redact.js';
import { hanging } from './hanging.js';
import { usableColumns } from './screen.js';

/**
 * Text as a terminal may have it: one line, without secrets, and with nothing in it that moves the cursor or sets a
 * title. Every text of this folder passes here, prompts included; what somebody types is echoed by the prompt as it is
 * typed.
 */
export const forTerminal = (text: string): string => clean(redact(text));

/** Joins our lines. A text in one of them never makes another line, and secrets are also found across lines. */
const block = (lines: string[]): string => `${clean(redact(lines.map(forTerminal).join('\n')), { newlines: true })}\n`;

/**
 * The one sink for text that people read: standard error, one line per text. A line break in a text is shown,
 * not made, because it would forge a line. Standard output carries the answer alone ({@link answer}).
 */
export const print = (...lines: string[]): void => {
  process.stderr.write(block(lines.length === 0 ? [''] : lines));
};

/** A line with text from a host. On a narrower terminal it continues below, indented ({@link hanging}). */
export const printHanging = (text: string): void => print(...hung(text));

const hung = (text: string): string[] =>
  hanging(forTerminal(text), process.stderr.isTTY ? usableColumns(process.stderr.columns) : undefined);

/** What a script reads: the report's path, or a text, a line each. */
export const answer = (...lines: string[]): void => {
  process.stdout.write(block(lines));
};

/** The help, which is our own text: it can hold no secret, and searching it would be a tenth of the start. */
export const answerHelp = (text: string): void => {
  process.stdout.write(`${clean(text.trimEnd(), { newlines: true })}\n`);
};

/** What a script reads as JSON: one document. Its values are searched for secrets; the text of it stays JSON. */
export const answerJson = (value: unknown): void => {
  process.stdout.write(`${asciiJson(value)}\n`);
};

/** A document that an export made: its bytes, which were cleaned and searched for secrets where they were made. */
export const answerBytes = (bytes: Uint8Array): void => {
  process.stdout.write(bytes);
};

/** JSON in ASCII alone: Windows PowerShell 5.1 decodes a program's output by the OEM code page. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(redactJson(JSON.parse(JSON.stringify(value)) as Json), null, 2).replace(
    /[^\x20-\x7e\n]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * One value in a line of the terminal, cut. A long run of blanks is replaced by words, because it would push the rest to the
 * beginning of a line of the screen.
 */
export const shortly = (text: string, length = 160): string =>
  cut(
    forTerminal(text).replace(/[\p{Zs}\u2800]{8,}/gu, (run) => `<${run.length} blanks>`),
    length,
  );

/** A text with values, as one cleaned line. */
export const plain = (template: Template): string =>
  forTerminal(template.map((segment) => ('text' in segment ? segment.text : shortly(segment.value))).join(''));

const colours = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

/** Colour only where standard error is a terminal that wants it (no-color.org). */
export function paint(style: keyof typeof colours, text: string): string {
  const env = process.env;
  const wanted = env['FORCE_COLOR'] ? true : process.stderr.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const [on, off] = colours[style];
  return wanted ? `\x1b[${on}m${text}\x1b[${off}m` : text;
}

/** A heading or emphasised line: the text is cleaned first, then painted. */
export const printPainted = (style: keyof typeof colours, text: string): void => {
  for (const line of hung(text)) process.stderr.write(`${paint(style, line)}\n`);
};

/** The beginning of an error's first line. */
export const printErrorMark = (): void => {
  process.stderr.write(`${paint('red', 'error')} `);
};

/** Calls `gone` with the reason when nobody reads our answer any more. If nobody reads the progress, nothing happens. */
export function onReaderGone(gone: (error: NodeJS.ErrnoException) => void): void {
  process.stdout.on('error', gone);
  process.stderr.on('error', () => {});
}
