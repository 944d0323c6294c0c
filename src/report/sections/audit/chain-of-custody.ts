import type { PhrasingContent, RootContent } from 'mdast';
import type { AttachmentReading } from '../../../domain/attachment.js';
import type { EvidenceHeader, EvidenceItem } from '../../../domain/evidence.js';
import type { FileRef } from '../../../domain/file.js';
import { setBacks } from '../../../domain/folds/set-back.js';
import type { Case } from '../../model/case.js';
import { ofType, unfinishedAttempts } from '../../model/collectors.js';
import { bullets, type Cell, paragraph, subsection, table } from '../../nodes/blocks.js';
import { refs } from '../../nodes/refs.js';
import { listed, quoted, say, value, valuesOf, words } from '../../nodes/text.js';
import { span, utc } from '../../nodes/time.js';
import { count } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Every file of the case that a claim can be based on, with its hash and how it was obtained. */
export const chainOfCustody: Section = {
  id: 'chain-of-custody',
  title: 'Chain of custody',
  render: (record) => [
    paragraph(
      words(
        'Each hash is of the copy in the case folder, taken when that copy was written. It is not the hash of the live source, which keeps changing.',
      ),
    ),
    table(
      ['Item', 'What', 'File', 'SHA-256', 'Bytes', 'Rows', 'Acquired (UTC)', 'By'],
      [
        alert(record),
        ...joined(record),
        ...record.evidence.map((item) => collected(record, item)),
        ...attached(record),
        ...hashed(record),
      ],
    ),
    ...datedBack(record),
    ...keptFiles(record),
    ...subsection('Scripts', scripts(record)),
    ...subsection('What the collectors read', bullets(sourcesRead(record))),
  ],
};

const file = ({ file: path, sha256, bytes }: FileRef): Cell[] => [value(path), value(sha256), words(String(bytes))];

const alert = ({ opened }: Case): Cell[] => [
  refs(['alert']),
  words('the alert as received'),
  ...file(opened.data.alert),
  [],
  utc(opened.at),
  value(opened.data.responder),
];

const joined = (record: Case): Cell[][] =>
  ofType(record.journal, 'JOINED').map(({ at, data }) => [
    refs([data.id]),
    words('alert that joined the case'),
    ...file(data.file),
    [],
    utc(at),
    value(data.responder),
  ]);

/** The journal entry finishes an attempt. A file can be complete although its process died before the entry. */
const isUnfinished = ({ journal }: Case, { header, footer }: EvidenceItem): boolean =>
  footer === null || unfinishedAttempts(journal).some(({ data }) => data.evidence === header.evidence);

const collected = (record: Case, item: EvidenceItem, { header, footer, file: copy } = item): Cell[] => [
  refs([header.evidence]),
  say`${value(header.collector)}, attempt ${header.attempt}${words(isUnfinished(record, item) ? ', unfinished' : '')}`,
  ...file(copy),
  footer ? words(String(footer.items)) : words('no end'),
  utc(header.origin?.started ?? header.started),
  [...acquirer(record, header), ...replayed(header)],
];

const acquirer = (record: Case, { engine, method }: EvidenceHeader): PhrasingContent[] =>
  engine
    ? say`${value(engine.user)} on ${value(engine.computer)}, ${words(method)}`
    : say`${words(method)} from ${value(record.opened.data.method.from)}`;

/** Replayed evidence was acquired when it was recorded. Names the recording, and a script that has changed since. */
const replayed = ({ origin, started, script, prelude }: EvidenceHeader): PhrasingContent[] => {
  if (!origin) return [];
  const { file, scriptSha256, preludeSha256 } = origin;
  const same = scriptSha256 === script.sha256 && preludeSha256 === (prelude?.sha256 ?? null);
  return say` of ${value(file.file)}, sha256 ${value(file.sha256)}, at ${utc(started)}${words(same ? '' : ', recorded with another version of the script')}`;
};

const attached = (record: Case): Cell[][] =>
  ofType(record.journal, 'ATTACHED').map((entry) => [
    refs([entry.data.id]),
    [
      ...say`attachment ${value(entry.data.attachment)}, given as ${value(entry.data.originalName)}`,
      ...readAs(record.attachments.find(({ evidence }) => evidence === entry.data.id)?.reading ?? null),
    ],
    ...file(entry.data.file),
    rowsRead(record, entry.data.id),
    utc(entry.at),
    value(entry.data.by),
  ]);

const hashed = (record: Case): Cell[][] =>
  ofType(record.journal, 'HASHED').map(({ at, data: { id, held, note, attachment, by } }) => [
    value(id),
    say`kept by the responder, not in the case and not read${attachment === null ? [] : say`, for ${value(attachment)}`}${note === null ? [] : say`: ${quoted(note)}`}`,
    ...file(held),
    words('not read'),
    utc(at),
    value(by),
  ]);

/** The chain of hashes proves the order of entries. Their times are only as good as the clocks were. */
const datedBack = (record: Case): RootContent[] => {
  // A report leaves out entries of reports, so that the same case gives the same bytes.
  const back = setBacks(record.journal.filter(({ type }) => type !== 'REPORTED'));
  if (back.length === 0) return [];
  const which = back.slice(0, 5).map(({ seq, milliseconds }) => say`entry ${seq} by ${words(span(milliseconds))}`);
  const more = back.length > 5 ? ` and ${back.length - 5} more` : '';
  return [
    paragraph(
      say`Journal entries have an earlier time than the entry before them: ${listed(which)}${words(more)}. The clock was set back, the case was resumed on another machine, or someone changed the times. The times of this case do not show its order.`,
    ),
  ];
};

/** What a reader must know before passing the folder on: raw files can contain keys, the rows read from them do not. */
const keptFiles = (record: Case): RootContent[] => [
  ...(ofType(record.journal, 'ATTACHED').length === 0
    ? []
    : [
        paragraph(
          words(
            'Attached files are kept byte for byte. Secrets are replaced in the rows that were read from them, but not in the files. Take care when you pass the files on.',
          ),
        ),
      ]),
  ...(ofType(record.journal, 'HASHED').length === 0
    ? []
    : [
        paragraph(
          words(
            'For files that the responder kept, the case has only name, size and hash. No rule has read them, so this report says nothing about their content.',
          ),
        ),
      ]),
];

/** The kind that it was read as. Its rows aren't stored, because the file and casefile's version give them again. */
const readAs = (reading: AttachmentReading | null): PhrasingContent[] => {
  if (!reading) return [];
  const { kind, format, records, notUnderstood } = reading;
  const left = notUnderstood.count > 0 ? `, ${notUnderstood.count} of them not understood` : '';
  return format === null
    ? say`, not understood as ${value(kind)}`
    : say`, read as ${value(kind)} from ${words(format)}, ${words(count(records, 'record'))}${words(left)}`;
};

const rowsRead = (record: Case, id: string): Cell => {
  const reading = record.attachments.find(({ evidence }) => evidence === id)?.reading;
  return reading ? words(reading.problem === null ? String(reading.rows.length) : 'none') : [];
};

const scripts = ({ evidence }: Case): RootContent[] => {
  const rows = evidence.flatMap(({ header: { script, prelude, collector } }) => [
    { ...script, by: value(collector) },
    ...(prelude ? [{ ...prelude, by: words('before each collector') }] : []),
  ]);
  const byPath = new Map(rows.map((row) => [`${row.path} ${row.sha256}`, row]));
  if (byPath.size === 0) return [];
  return [
    table(
      ['Script', 'SHA-256', 'Collector'],
      [...byPath.values()].map(({ path, sha256, by }) => [value(path), value(sha256), by]),
    ),
  ];
};

const sourcesRead = ({ playbook, evidence }: Case): PhrasingContent[][] =>
  [...new Set(evidence.map(({ header }) => header.collector))].flatMap((id) => {
    const collector = playbook.collectors[id];
    return collector ? [say`${value(id)}: ${valuesOf(collector.reads)}.`] : [];
  });
