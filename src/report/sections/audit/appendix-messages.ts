import type { PhrasingContent } from 'mdast';
import type { CollectorMessage, EvidenceItem } from '../../../domain/evidence.js';
import type { Case } from '../../model/case.js';
import { ofType } from '../../model/collectors.js';
import { bullets, type Cell, cappedTable } from '../../nodes/blocks.js';
import { cite, refs } from '../../nodes/refs.js';
import { quoted, say, value, valueOrBlank, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** What went wrong while collecting, and what broke the run. */
export const appendixMessages: Section = {
  id: 'appendix-messages',
  title: 'Appendix: errors, noise and interruptions',
  render: (record) => [
    ...cappedTable(
      ['Evidence', 'Kind', 'Id', 'Source', 'Message'],
      record.evidence.flatMap(messages),
      'the footers of the evidence files',
    ),
    ...bullets(remarks(record)),
  ],
};

const messages = ({ header, footer }: EvidenceItem): Cell[][] => {
  const row =
    (kind: string) =>
    (message: CollectorMessage): Cell[] => [
      refs([header.evidence]),
      words(kind),
      valueOrBlank(message.id),
      valueOrBlank(message.source),
      value(message.message),
    ];
  return [...(footer?.errors ?? []).map(row('error')), ...(footer?.warnings ?? []).map(row('warning'))];
};

/** The footer of the evidence file has more of them. */
const firstOf = (sample: string[]) => (sample[0] === undefined ? [] : say`, the first: ${quoted(sample[0])}`);

const remarks = (record: Case): PhrasingContent[][] => [
  ...record.evidence.flatMap(({ header, footer }) =>
    footer && footer.noise > 0
      ? [
          say`${value(header.collector)}: ${words(count(footer.noise, 'line'))} outside the protocol${firstOf(footer.noiseSample)}${cite([header.evidence])}.`,
        ]
      : [],
  ),
  ...ofType(record.journal, 'INTERRUPTED').map((entry) =>
    entry.data.signal === 'storage'
      ? say`Interrupted at ${utc(entry.at)} during ${quoted(entry.data.during)}, because the case folder could not be written.`
      : say`Interrupted at ${utc(entry.at)} during ${quoted(entry.data.during)}, by ${value(entry.data.signal)}.`,
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

/** Evidence from another place than at the start of the case, and the reason given for a host with another name. */
const changedSource = ({ source, hostIs }: { source: string | null; hostIs: string | null }) => [
  ...(source === null ? [] : say`, evidence from ${value(source)}`),
  ...(hostIs === null ? [] : say`; a host with another name was accepted, because ${quoted(hostIs)}`),
];
