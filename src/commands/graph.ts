import type { Playbook } from '../playbook/types.js';

/** `casefile graph`: a playbook's steps as a Mermaid flowchart. Ids are generated; labels are quoted and short. */
export function graph({ steps }: Playbook): string {
  const node = new Map(steps.map((step, n) => [step.id, `s${n}`]));
  node.set('end', 'done');
  const label = (text: string) =>
    `"${text
      .replace(/[^A-Za-z0-9 ?.,'=!<>()&|[\]_-]/g, ' ')
      .slice(0, 60)
      .replace(/['<>&]/g, (mark) => `#${mark.charCodeAt(0)};`)}"`;
  return [
    'flowchart TD',
    ...steps.map((step) => `  ${node.get(step.id)}[${label(`${step.kind} ${step.title}`)}]`),
    '  done([end])',
    ...steps.flatMap((step) =>
      step.next.map(
        ({ when, to }) => `  ${node.get(step.id)} -->${when ? `|${label(when.source)}|` : ''} ${node.get(to)}`,
      ),
    ),
    '',
  ].join('\n');
}
