import type { Root, RootContent } from 'mdast';
import { readCase } from './model/case.js';
import { heading } from './nodes/blocks.js';
import { redacted } from './nodes/redacted.js';
import { words } from './nodes/text.js';
import { sections } from './sections/index.js';
import type { ReportInput } from './types.js';

/**
 * Builds the report of a case in any state. It is a pure function of its input: the same journal and the same version of
 * casefile give the same tree.
 */
export function buildReport(input: ReportInput): Root {
  const record = readCase(input);
  const children = sections.flatMap<RootContent>(({ title, render }) => {
    const content = render(record, sections);
    return title === null || content.length === 0 ? content : [heading(2, words(title)), ...content];
  });
  return redacted({ type: 'root', children });
}
