import type { Template } from '../domain/analysis.js';
import { clean } from '../domain/clean.js';
import { redact } from '../secrets/redact.js';

/**
 * The one sink for text that people read: standard error, cleaned, so that nothing from a host or an alert moves the
 * cursor or sets a title, and without keys: a screen is recorded and pasted. Standard output carries the answer alone
 * ({@link answer}).
 */
export const print = (text = ''): void => {
  process.stderr.write(`${clean(redact(text), { newlines: true })}\n`);
};

/** What a script reads: the report's path, or one JSON document. */
export const answer = (text: string): void => {
  process.stdout.write(`${redact(text)}\n`);
};

/** JSON in ASCII alone: Windows PowerShell 5.1 decodes a program's output by the OEM code page. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[^\x20-\x7e\n]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A text with values, as one cleaned line. */
export const plain = (template: Template): string =>
  clean(template.map((segment) => ('text' in segment ? segment.text : segment.value)).join(''));

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
  process.stderr.write(`${paint(style, clean(redact(text)))}\n`);
};
