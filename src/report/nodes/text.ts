import type { InlineCode, PhrasingContent, Strong, Text } from 'mdast';
import type { Template } from '../../domain/analysis.js';
import { clean, cut } from '../../domain/clean.js';
import type { Json } from '../../domain/json.js';
import { defang } from './defang.js';

/** Characters of a value that are printed; the evidence that is referred to holds the rest. */
const valueLength = 160;

/** Words of ours or of the playbook's author. Never for anything that a host, an alert or an answer said. */
export const words = (text: string): Text => ({ type: 'text', value: clean(text) });

export const strong = (...children: PhrasingContent[]): Strong => ({ type: 'strong', children });

/** Something that is not there, said in words: it cannot be taken for a value. */
const nothing = (json: null | undefined | ''): Text => words(json === '' ? '(empty)' : 'not known');

/**
 * One value of a host, an alert or an answer, as inline code: cleaned, cut, and the only way such data gets into a line.
 *
 * A backslash before a pipe cannot be written in a table's inline code, since every reader of GFM splits the cell there;
 * such a value becomes escaped plain text, defanged because links work in that.
 */
export function value(json: Json | undefined, length = valueLength): InlineCode | Text {
  if (json === null || json === undefined || json === '') return nothing(json);
  const shown = cut(clean(typeof json === 'string' ? json : JSON.stringify(json)), length);
  return /\\\|/.test(shown) || shown.trim() === ''
    ? { type: 'text', value: `“${defang(shown)}”` }
    : { type: 'inlineCode', value: shown };
}

/** What a person wrote: a reason, a note. Plain text in quotation marks, cleaned and defanged. */
export const quoted = (text: string): Text => ({ type: 'text', value: `“${defang(cut(clean(text), 2000))}”` });

/** A text of the playbook with values put in. */
export const phrase = (template: Template): PhrasingContent[] =>
  template.map((segment) => ('text' in segment ? words(segment.text) : value(segment.value)));

type Part = PhrasingContent | PhrasingContent[] | number;

/**
 * A sentence with nodes put in: `` say`Installed by ${value(account)}.` ``. A plain string is not taken as a part, so
 * that the compiler sees to it that data passes through {@link value} or {@link quoted}.
 */
export function say(literals: TemplateStringsArray, ...parts: Part[]): PhrasingContent[] {
  return literals.flatMap((literal, index) => {
    const part = parts[index];
    const nodes = part === undefined ? [] : typeof part === 'number' ? [words(String(part))] : [part].flat();
    return literal === '' ? nodes : [words(literal), ...nodes];
  });
}

/** The parts of a list with commas between them. */
export const listed = (items: (PhrasingContent | PhrasingContent[])[]): PhrasingContent[] =>
  items.flatMap((item, index) => [...(index === 0 ? [] : [words(', ')]), ...[item].flat()]);
