import type { RootContent } from 'mdast';
import type { Case } from '../../../model/case.js';
import { type Cell, heading, table } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import { outcomeWords, reasonOf } from '../../../nodes/wording.js';

/** Coverage of attached files: what was given, what of it was understood, and the range that its records span. */
export const attachmentCoverage = ({ attachments }: Case): RootContent[] =>
  attachments.length === 0
    ? []
    : [
        heading(3, words('Attachments')),
        table(
          ['Attachment', 'Outcome', 'Rows', 'First (UTC)', 'Last (UTC)', 'Reason', 'Evidence'],
          attachments.map(({ id, evidence, reading, outcome, reason, detail }): Cell[] => {
            const times = (reading?.rows ?? []).map((row) => String(row['time'])).sort();
            return [
              value(id),
              words(outcomeWords[outcome]),
              reading ? words(String(reading.rows.length)) : [],
              times.length === 0 ? [] : utc(times[0]),
              times.length === 0 ? [] : utc(times.at(-1)),
              outcome === 'notRun' && detail === null ? words('not asked for so far') : reasonOf({ reason, detail }),
              evidence === '' ? [] : refs([evidence]),
            ];
          }),
        ),
      ];
