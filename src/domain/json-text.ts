import type { Json } from './json.js';

/** Deepest nesting of what casefile itself writes: an alert is taken to 200 levels, and stands inside an entry. */
export const deepestOfOurs = 250;

/**
 * JSON that is nested no deeper than `deepest`. The parser takes a million levels, and whoever walks them ends in a stack
 * overflow.
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
