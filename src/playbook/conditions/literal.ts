import { unseen } from '../../domain/clean.js';
import type { CommandLanguage } from '../types.js';

/**
 * One literal of the language that is the value, character by character, as one line in which all can be seen. What a
 * reader would not see, or a terminal would obey, is written by its number: left out, the command would mean another
 * file or service than the one that was found, such as the genuine one whose name it imitates.
 */
export function quote(value: string, language: CommandLanguage): string {
  switch (language) {
    case 'powershell': {
      const parts = split(value).map(({ text, seen }) => (seen ? powershell(text) : units(text)));
      if (parts.length === 0) return "''";
      return parts.length === 1 && value.search(unseen) === -1
        ? parts[0]!
        : `(${[...(parts[0]!.startsWith('[') ? ["''"] : []), ...parts].join(' + ')})`;
    }
    case 'bash': {
      if (value.search(unseen) === -1) return `'${value.replaceAll("'", "'\\''")}'`;
      const parts = split(value).map(({ text, seen }) => (seen ? text.replace(/[\\']/g, '\\$&') : bytes(text)));
      return `$'${parts.join('')}'`;
    }
    case 'kusto':
      return `"${value.replace(/[\\"]/g, '\\$&').replace(unseen, (text) => escaped(text, '\\u'))}"`;
  }
}

/** A text in turns of what can be seen and what cannot. */
const split = (value: string): { text: string; seen: boolean }[] => {
  const parts: { text: string; seen: boolean }[] = [];
  let done = 0;
  for (const { 0: text, index } of value.matchAll(unseen)) {
    if (index > done) parts.push({ text: value.slice(done, index), seen: true });
    parts.push({ text, seen: false });
    done = index + text.length;
  }
  return done < value.length ? [...parts, { text: value.slice(done), seen: true }] : parts;
};

/** PowerShell takes U+2018 to U+201B as single quotes too. */
const powershell = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

const escaped = (text: string, mark: string): string =>
  Array.from({ length: text.length }, (_, at) => `${mark}${hex(text.charCodeAt(at), 4)}`).join('');

const units = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `[char]0x${hex(text.charCodeAt(at), 4)}`).join(' + ');

/** In bytes, which mean the same in every locale. No argument can contain NUL: U+FFFD replaces it, as it replaces half characters. */
const bytes = (text: string): string =>
  [...Buffer.from(text.replaceAll('\0', '\ufffd'))].map((byte) => `\\x${hex(byte, 2)}`).join('');
