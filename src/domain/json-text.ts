import { hidden } from './clean.js';

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
