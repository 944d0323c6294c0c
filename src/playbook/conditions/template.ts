import type { Segment, Template } from '../../domain/analysis.js';
import type { Json } from '../../domain/json.js';
import type { Scope } from '../scope.js';
import type { TemplateText } from '../types.js';
import { evaluate } from './evaluate.js';

/** A template taken apart. `offset` is that of the expression in the template's text. */
export type TemplatePart = { text: string } | { expression: string; offset: number };

/** Parts of a text with `{{ CEL }}` in it; `unclosed` is the offset of a `{{` without its `}}`. */
export function parseTemplate(source: string): { parts: TemplatePart[]; unclosed: number | null } {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const open = source.indexOf('{{', from);
    if (open > from || open === -1) parts.push({ text: source.slice(from, open === -1 ? undefined : open) });
    if (open === -1) return { parts: parts.filter((part) => !('text' in part) || part.text !== ''), unclosed: null };
    const close = closing(source, open + 2);
    if (close === null) return { parts, unclosed: open };
    const inside = source.slice(open + 2, close);
    parts.push({ expression: inside.trim(), offset: open + 2 + inside.length - inside.trimStart().length });
    from = close + 2;
  }
}

/** Offset of the `}}` that ends an expression, past texts and maps inside it. */
function closing(source: string, from: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = from; at < source.length; at++) {
    const char = source[at]!;
    if (quote) {
      if (char === '\\') at++;
      else if (char === quote) quote = null;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{') depth++;
    else if (char === '}' && depth > 0) depth--;
    else if (char === '}') return source[at + 1] === '}' ? at : null;
  }
  return null;
}

/** What stands where a value is null or could not be computed. */
export const notKnown = 'not known';

/**
 * Puts values into a text, kept apart from it. Null and errors read `not known`, an empty text or list `(empty)`.
 * Errors are returned next to it: they belong under coverage.
 */
export function renderTemplate(template: TemplateText, scope: Scope): { segments: Template; errors: string[] } {
  const errors: string[] = [];
  const segments = parseTemplate(template).parts.map((part): Segment => {
    if ('text' in part) return part;
    const result = evaluate(part.expression, scope);
    if (!result.ok) errors.push(`${part.expression}: ${result.error}`);
    if (!result.ok || result.value === null) return { text: notKnown };
    const value = plain(result.value);
    return value === '' ? { text: '(empty)' } : { value };
  });
  return { segments, errors };
}

function plain(value: Json): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (value === null) return notKnown;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
