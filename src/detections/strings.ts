import type { Json } from '../domain/json.js';

/** Calls back for every string value, in document order, with its keys from the root; places in lists are left out. */
export function eachString(value: Json, visit: (text: string, keys: readonly string[]) => void): void {
  const keys: string[] = [];
  const walk = (node: Json): void => {
    if (typeof node === 'string') visit(node, keys);
    else if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) {
        keys.push(key);
        walk(child);
        keys.pop();
      }
    }
  };
  walk(value);
}

/** Every string value, one a line. */
export function allText(value: Json): string {
  const texts: string[] = [];
  eachString(value, (text) => texts.push(text));
  return texts.join('\n');
}
