import type { InlineCode, PhrasingContent, Strong, Text } from 'mdast';
import type { Template } from '../../domain/analysis.js';
import { clean, cut } from '../../domain/clean.js';
import type { Json } from '../../domain/json.js';
import { defang } from './defang.js';

/** Characters of a value that are printed. The evidence has the complete value. */
const valueLength = 160;

/** Our words or the playbook author's. Never for text from a host, an alert or an answer. */
export const words = (text: string): Text => ({ type: 'text', value: clean(text) });

export const strong = (...children: PhrasingContent[]): Strong => ({ type: 'strong', children });

/** A missing value, in words that nobody takes for a value. */
const nothing = (json: null | undefined | ''): Text => words(json === '' ? '(empty)' : 'not known');

/**
 * One value of a host, an alert or an answer, as inline code: cleaned and cut. Such data enters a line only like this.
 *
 * Inline code in a table can't contain a backslash before a pipe, because every GFM reader splits the cell there. Such a
 * value becomes escaped plain text, and is defanged because links work in plain text.
 */
export function value(json: Json | undefined, length = valueLength): InlineCode | Text {
  if (json === null || json === undefined || json === '') return nothing(json);
  const shown = cut(clean(typeof json === 'string' ? json : JSON.stringify(json)), length);
  return /\\\|/.test(shown) || shown.trim() === ''
    ? { type: 'text', value: `“${defang(shown)}”` }
    : { type: 'inlineCode', value: shown };
}

/** A person's own text, such as a reason or a note: in quotation marks, cleaned and defanged. */
export const quoted = (text: string): Text => ({ type: 'text', value: `“${defang(cut(clean(text), 2000))}”` });

/** A text of the playbook with its values. */
export const phrase = (template: Template): PhrasingContent[] =>
  template.map((segment) => ('text' in segment ? words(segment.text) : value(segment.value)));

type Part = PhrasingContent | PhrasingContent[] | number;

/**
 * A sentence with nodes in it: `` say`Installed by ${value(account)}.` ``. A part can't be a plain string, so the
 * compiler makes sure that data goes through {@link value} or {@link quoted}.
 */
export function say(literals: TemplateStringsArray, ...parts: Part[]): PhrasingContent[] {
  return literals.flatMap((literal, index) => {
    const part = parts[index];
    const nodes = part === undefined ? [] : typeof part === 'number' ? [words(String(part))] : [part].flat();
    return literal === '' ? nodes : [words(literal), ...nodes];
  });
}

/** Items with commas between them. */
export const listed = (items: (PhrasingContent | PhrasingContent[])[]): PhrasingContent[] =>
  items.flatMap((item, index) => [...(index === 0 ? [] : [words(', ')]), ...[item].flat()]);

/** The value; nothing when there is none. */
export const valueOrBlank = (json: Json | undefined): PhrasingContent[] =>
  json === null || json === undefined || json === '' ? [] : [value(json)];

/** The first values of a list, with commas between them; nothing for anything that isn't a list. */
export const valuesOf = (json: Json | undefined, limit?: number): PhrasingContent[] =>
  listed((Array.isArray(json) ? json.slice(0, limit) : []).map((each) => value(each)));

/** `192.0.2.1:443`, `[::1]:5986`; the address alone without a port. */
export const endpoint = (address: Json | undefined, port: Json | undefined): InlineCode | Text => {
  if (typeof address !== 'string' || typeof port !== 'number') return value(address);
  return value(address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);
};
