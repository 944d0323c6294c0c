import type { Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { buildReport } from '../report/index.js';
import type { Export } from './types.js';

/** Front matter isn't part of Markdown. Its node is written unchanged between lines of three hyphens. */
const yaml: NonNullable<Options['handlers']>['yaml'] = (node: { value: string }) => `---\n${node.value}\n---`;

const options: Options = {
  bullet: '-',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  extensions: [gfmToMarkdown({ tablePipeAlign: false }), { handlers: { yaml } }],
};

/** GitHub-flavoured Markdown with LF line ends. */
export const renderMarkdown = (root: Root): string => toMarkdown(root, options);

/** UTF-8 without a byte order mark. */
export const markdown: Export = {
  name: 'md',
  extension: 'md',
  render: (input) => new TextEncoder().encode(renderMarkdown(buildReport(input))),
};
