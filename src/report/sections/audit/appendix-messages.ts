import type { RootContent } from 'mdast';
import type { CollectorMessage, EvidenceItem } from '../../../domain/evidence.js';
import type { Case } from '../../model/case.js';
import { ofType } from '../../model/collectors.js';
import { type Cell, cappedTable, list } from '../../nodes/blocks.js';
import { evidence, refs } from '../../nodes/refs.js';
import { quoted, say, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** What went wrong while collecting, and what broke the run. */
export const appendixMessages: Section = {
  id: 'appendix-messages',
  title: 'Appendix: errors, noise and interruptions',
  render: (record) => [
    ...cappedTable(['Evidence', 'Kind', 'Id', 'Source', 'Message'], record.evidence.flatMap(messages), [
      words('the footers of the evidence files hold all'),
    ]),
    ...remarks(record),
  ],
};

const messages = ({ header, footer }: EvidenceItem): Cell[][] => {
  const row =
    (kind: string) =>
    (message: CollectorMessage): Cell[] => [
      refs([header.evidence]),
      words(kind),
      message.id === null ? [] : value(message.id),
      message.source === null ? [] : value(message.source),
      value(message.message),
    ];
  return [...(footer?.errors ?? []).map(row('error')), ...(footer?.warnings ?? []).map(row('warning'))];
};

/** The evidence file's footer holds more of them. */
const first = (sample: string[]) => (sample[0] === undefined ? [] : say`, the first: ${quoted(sample[0])}`);

const remarks = (record: Case): RootContent[] => {
  const items = [
    ...record.evidence.flatMap(({ header, footer }) =>
      footer && footer.noise > 0
        ? [
            say`${value(header.collector)}: ${words(count(footer.noise, 'line'))} outside the protocol${first(footer.noiseSample ?? [])}${evidence([header.evidence])}.`,
          ]
        : [],
    ),
    ...ofType(record.journal, 'INTERRUPTED').map((entry) =>
      entry.data.signal === 'storage'
        ? say`Interrupted at ${utc(entry.at)}, since the case folder could not be written, during ${quoted(entry.data.during)}.`
        : say`Interrupted at ${utc(entry.at)} by ${value(entry.data.signal)}, during ${quoted(entry.data.during)}.`,
    ),
    ...ofType(record.journal, 'RESUMED').map(
      (entry) =>
        say`Resumed at ${utc(entry.at)} by the account ${value(entry.data.account)}, with ${value(`${entry.data.tool.name} ${entry.data.tool.version}`)}${changedSource(entry.data)}.`,
    ),
    ...ofType(record.journal, 'UNLOCKED').map(
      (entry) =>
        say`Lock of ${quoted(entry.data.previousLock)} removed by force at ${utc(entry.at)}, by the account ${value(entry.data.account)}.`,
    ),
  ];
  return items.length === 0 ? [] : [list(items)];
};

/** Evidence from elsewhere than the case was opened with, and the reason given for a host of another name. */
const changedSource = ({ source, hostIs }: { source: string | null; hostIs: string | null }) => [
  ...(source === null ? [] : say`, evidence from ${value(source)}`),
  ...(hostIs === null ? [] : say`; the host is said to be right, because ${quoted(hostIs)}`),
];
