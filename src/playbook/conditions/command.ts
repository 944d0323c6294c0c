import type { Json } from '../../domain/json.js';
import type { Scope } from '../scope.js';
import type { CommandLanguage, TemplateText } from '../types.js';
import { evaluate } from './evaluate.js';
import { quote } from './literal.js';
import { notKnown, parseTemplate } from './template.js';

/**
 * Puts values into a command that a human will copy. Texts become one quoted literal of the language, so a hostile
 * name never becomes code; a list becomes several literals. `missing` holds the expressions that are not known, or give
 * an empty list: their place is taken by a literal `not known`, and the command does not work until someone fills it in.
 */
export function renderCommand(
  template: TemplateText,
  scope: Scope,
  language: CommandLanguage,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = parseTemplate(template)
    .parts.map((part) => {
      if ('text' in part) return part.text;
      const result = evaluate(part.expression, scope);
      if (result.ok && !isNothing(result.value)) return literal(result.value, language);
      missing.push(part.expression);
      return quote(notKnown, language);
    })
    .join('');
  return { text, missing };
}

const isNothing = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

function literal(value: Json, language: CommandLanguage): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => literal(item, language)).join(language === 'bash' ? ' ' : ', ');
  return quote(typeof value === 'string' ? value : JSON.stringify(value), language);
}

/** How a language quotes, as far as it takes to tell whether a place lies inside quotes. */
const syntax = {
  powershell: { comment: '#', escapes: '`', escapeInSingle: false, hereText: /@["'][ \t]*$/m },
  bash: { comment: '#', escapes: '\\', escapeInSingle: false, hereText: /<<-?[ \t]*\S/ },
  kusto: { comment: '//', escapes: '\\', escapeInSingle: true, hereText: /```|@["']/ },
} as const;

/**
 * Offset of the first `{{` that stands inside quotes or after a here-text, where a quoted literal does not stay one;
 * null where all stand free.
 */
export function quotedPlaceholder(template: string, language: CommandLanguage): number | null {
  const { comment, escapes, escapeInSingle, hereText } = syntax[language];
  let quoted: string | null = null;
  let commented = false;
  let before = '';
  for (const part of parseTemplate(template).parts) {
    if ('expression' in part) {
      if (quoted || hereText.test(before)) return part.offset;
      before += 'x';
      continue;
    }
    const text = part.text.replace(/[\u2018-\u201b]/g, "'").replace(/[\u201c-\u201e]/g, '"');
    for (let at = 0; at < text.length; at++) {
      const char = text[at]!;
      const previous = at > 0 ? text[at - 1]! : before.at(-1);
      if (commented) commented = char !== '\n';
      else if (char === escapes && (quoted !== "'" || escapeInSingle)) at++;
      else if (quoted) quoted = char === quoted ? null : quoted;
      else if (char === '"' || char === "'") quoted = char;
      else if (text.startsWith(comment, at) && (previous === undefined || /[\s;|&({]/.test(previous))) commented = true;
    }
    before += text;
  }
  return null;
}
