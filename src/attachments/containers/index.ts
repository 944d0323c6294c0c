import type { Container } from '../types.js';
import { csv } from './csv.js';
import { decode } from './decode.js';
import { json } from './json.js';

/** Takes a file apart into records; or a text that says why it can't. */
export function openContainer(bytes: Uint8Array): Container | string {
  const { text, encoding } = decode(bytes);
  const trimmed = text.trim();
  if (trimmed === '') return 'it is empty';
  const container = /^[{[]/.test(trimmed) ? json(trimmed) : csv(trimmed);
  return typeof container === 'string' ? container : { ...container, format: `${container.format}, ${encoding}` };
}
