import { load, playbookDir } from '../../casework/playbooks.js';
import { clean } from '../../domain/clean.js';
import type { Playbook } from '../../playbook/types.js';

/** Characters of a label; it is cut before it is encoded, so that no entity is cut in two. */
const labelLength = 60;

/** Mermaid takes a line for a statement that has this anywhere in it, quotation marks or not. */
const statement = /d(?=irection\s+(?:TB|BT|RL|LR|TD))/g;

const entity = (char: string): string => `#${char.charCodeAt(0)};`;

/**
 * A text between quotation marks: letters and digits of any script and a few marks; anything else is a blank. What HTML
 * and Mermaid give a meaning to is written as an entity of Mermaid.
 */
const label = (text: string): string =>
  `"${Array.from(clean(text).replace(/[^\p{L}\p{M}\p{N} ?.,'=!<>()&|[\]_-]/gu, ' '))
    .slice(0, labelLength)
    .join('')
    .trim()
    .replace(/['<>&]/g, entity)
    .replace(statement, entity)}"`;

/** `casefile graph`, for a playbook named by id or folder. @throws KnownError exit 2 when there is no such playbook. */
export const drawPlaybook = (named: string): string[] => flowchart(load(playbookDir(named)));

/** A playbook's steps as the lines of a Mermaid flowchart. Ids are generated; labels are quoted and short. */
export function flowchart({ steps }: Playbook): string[] {
  const node = new Map(steps.map((step, n) => [step.id, `s${n}`]));
  node.set('end', 'done');
  // Mermaid refuses an empty label.
  const condition = (source: string) => (label(source) === '""' ? '' : `|${label(source)}|`);
  return [
    'flowchart TD',
    ...steps.map((step) => `  ${node.get(step.id)}[${label(`${step.kind} ${step.title}`)}]`),
    '  done([end])',
    ...steps.flatMap((step) =>
      step.next.map(({ when, to }) => `  ${node.get(step.id)} -->${when ? condition(when) : ''} ${node.get(to)}`),
    ),
  ];
}
