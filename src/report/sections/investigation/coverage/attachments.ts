import type { RootContent } from 'mdast';
import type { Case } from '../../../model/case.js';
import { type Cell, table } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { value, words } from '../../../nodes/text.js';
import { utcOrBlank } from '../../../nodes/time.js';
import { outcomeWords, reasonOf } from '../../../nodes/wording.js';

/** Coverage of attached files: what was given, how much was understood, and the range of its records. */
export const attachmentCoverage = ({ attachments }: Case): RootContent[] =>
  attachments.length === 0
    ? []
    : [
        table(
          ['Attachment', 'Outcome', 'Rows', 'First (UTC)', 'Last (UTC)', 'Reason', 'Evidence'],
          attachments.map(({ id, evidence, reading, outcome, reason, detail }): Cell[] => {
            const times = (reading?.rows ?? []).map((row) => String(row['time'])).sort();
            return [
              value(id),
              words(outcomeWords[outcome]),
              reading ? words(String(reading.rows.length)) : [],
              utcOrBlank(times[0]),
              utcOrBlank(times.at(-1)),
              outcome === 'notRun' && detail === null ? words('not asked for yet') : reasonOf({ reason, detail }),
              evidence === '' ? [] : refs([evidence]),
            ];
          }),
        ),
      ];
