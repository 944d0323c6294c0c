import type { Container } from '../types.js';
import { csv } from './csv.js';
import { decode } from './decode.js';
import { json } from './json.js';

/** Takes a file apart into records; a text that says why, where that cannot be done. */
export function openContainer(bytes: Uint8Array): Container | string {
  const { text, encoding } = decode(bytes);
  const trimmed = text.trim();
  if (trimmed === '') return 'it is empty';
  const container = /^[{[]/.test(trimmed) ? json(trimmed) : csv(trimmed);
  return typeof container === 'string' ? container : { ...container, format: `${container.format}, ${encoding}` };
}
