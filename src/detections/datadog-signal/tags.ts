import type { Json } from '../../domain/json.js';
import { eachString } from '../strings.js';

/** Every tag of the signal and of its samples: lists, or the comma-separated text that a webhook sends. */
export function tagsOf(value: Json): string[] {
  const tags: string[] = [];
  eachString(value, (text, keys) => {
    const key = keys.at(-1);
    if (key === 'tags' || key === 'ddtags') for (const tag of text.split(',')) tags.push(tag.trim());
  });
  return tags;
}

/** Values of the tags that name a host. */
export const hostTags = (value: Json): string[] =>
  tagsOf(value).flatMap((tag) => /^host(?:name)?:(.+)$/i.exec(tag)?.[1] ?? []);
