import { markdown } from './markdown.js';
import { timeline } from './timeline.js';
import type { Export } from './types.js';

export { renderMarkdown } from './markdown.js';
export type { Export } from './types.js';

/** Every format, by the name that `--format` takes. Add one by listing it here. */
export const exportsByName: ReadonlyMap<string, Export> = new Map(
  [markdown, timeline].map((each) => [each.name, each]),
);
