import { reportLines } from '../../casework/write-report.js';
import type { OpenWork } from './open-work.js';
import type { Handover } from './run.js';

export const handoverText = ({ case: id, dir, from, to, open, ...written }: Handover): string[] => [
  `Case ${id}: from ${from} to ${to}`,
  ...openWorkText(open),
  ...reportLines(written),
  ...(open.pending ? [`Resume:  casefile resume "${dir}"`] : []),
];

/** What is still open, one line per kind. */
function openWorkText({ pending, unanswered, gaps, actions, unavailable }: OpenWork): string[] {
  const line = (label: string, items: string[]) => `  ${`${label}:`.padEnd(13)} ${items.join('; ') || 'none'}`;
  return [
    line('Waits for', [pending ? `${pending.title} (${pending.key})` : 'nothing, the playbook is finished']),
    line('Unanswered', unanswered),
    line(
      'Gaps',
      gaps.map(({ collector, outcome, reason }) => `${collector} ${outcome}${reason ? ` (${reason})` : ''}`),
    ),
    line(
      'Actions',
      actions.map(({ action, title, state }) => `${title} (${action}): ${state}`),
    ),
    line(
      'Unavailable',
      unavailable.map(({ attachment, reason }) => `${attachment}: ${reason}`),
    ),
  ];
}
