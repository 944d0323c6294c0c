import { hidden } from './clean.js';
import type { Json } from './json.js';

/**
 * JSON of a file that somebody may look at in a terminal: what a terminal obeys or hides is written as `\u009b`, in
 * UTF-16 units, so the value that is read is the same. Letters of all scripts stay readable.
 */
export const jsonText = (value: object, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(hidden, (char) =>
    // Line ends are those of the layout: in a string they are written as \n already.
    char === '\n' ? char : Array.from({ length: char.length }, (_, at) => unit(char.charCodeAt(at))).join(''),
  );

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** Deepest nesting of what casefile itself writes: an alert can have 200 levels, and is inside an entry. */
export const deepestOfOurs = 250;

/**
 * JSON that is nested no deeper than `deepest`. The parser accepts a million levels, and code that walks them overflows the
 * stack.
 * @throws Error with the reason.
 */
export function parseWithin(text: string, deepest: number): Json {
  if (isDeeper(text, deepest)) throw new Error(`nested more than ${deepest} levels deep`);
  return JSON.parse(text) as Json;
}

function isDeeper(text: string, deepest: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > deepest) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}
