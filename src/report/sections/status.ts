import { heading, paragraph } from '../nodes/blocks.js';
import { quoted, say, strong, value, words } from '../nodes/text.js';
import { utc } from '../nodes/time.js';
import { waiting } from '../nodes/wording.js';
import type { Section } from './types.js';

/** Title and state of the case, before anything else. */
export const status: Section = {
  id: 'status',
  title: null,
  render: ({ playbook, opened, conclusion, pending, head }) => {
    const host = opened.data.detection.host.name;
    const open = pending
      ? say` The case waits for ${words(waiting(pending.kind))}: ${words(pending.title)} (${value(pending.key)}).`
      : [];
    return [
      heading(1, words(`Incident report: ${playbook.title}`), ...(host ? say`, on ${value(host)}` : [])),
      conclusion
        ? paragraph(
            strong(words(`Concluded: ${conclusion.data.level}.`)),
            say` By ${value(conclusion.data.by)} at ${utc(conclusion.at)}.`,
            conclusion.data.overridden
              ? say` The rules propose ${words(conclusion.data.proposed)}; overridden because ${quoted(conclusion.data.because ?? 'no reason was given')}.`
              : words(' This is what the rules propose.'),
            open,
          )
        : paragraph(strong(words('NOT CONCLUDED.')), say` No verdict has been given as of ${utc(head.at)}.`, open),
      paragraph(
        words('All times are UTC. '),
        ...say`A reference such as ${value('[E3#12]')} names row 12 of evidence E3; the files are listed under Chain of custody.`,
      ),
    ];
  },
};
