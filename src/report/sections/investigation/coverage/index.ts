import type { PhrasingContent, RootContent } from 'mdast';
import type { Source } from '../../../../domain/evidence.js';
import type { InputFile } from '../../../../domain/journal.js';
import { type Json, objectsOf } from '../../../../domain/json.js';
import type { InputType } from '../../../../playbook/types.js';
import type { Case } from '../../../model/case.js';
import { unfinishedAttempts } from '../../../model/collectors.js';

import { answeredSinceAnalysis, isUnread } from '../../../model/gaps.js';
import { bullets, type Cell, cappedTable, heading, list, paragraph, subsection, table } from '../../../nodes/blocks.js';
import { cite, refs } from '../../../nodes/refs.js';
import { listed, quoted, say, strong, value, words } from '../../../nodes/text.js';
import { span, utc, utcOrBlank } from '../../../nodes/time.js';
import { count, outcomeWords, reasonOf } from '../../../nodes/wording.js';
import type { Section } from '../../types.js';
import { attachmentCoverage } from './attachments.js';
import { logStates } from './logs.js';

/** What was looked at, over which range, by which engine. The four outcomes keep empty and failed apart. */
export const coverage: Section = {
  id: 'coverage-and-limits',
  title: 'Coverage and limits',
  shows: ['logCoverage'],
  render: (record) => [
    paragraph(
      words(
        'This report says that something is absent only if the outcome is “collected” or “nothing found”, and only for the range given. Rows of a failed collector prove presence, never absence.',
      ),
    ),
    table(['Collector', 'Outcome', 'Rows', 'Reason', 'Required', 'Evidence'], collectorRows(record)),
    ...subsection('Sources', sources(record)),
    ...subsection('Logs', logStates(record)),
    ...subsection('Attachments', attachmentCoverage(record)),
    ...subsection('Limits', bullets(limits(record))),
    ...engines(record),
    ...inputs(record),
  ],
};

const collectorRows = (record: Case): Cell[][] =>
  record.collectors.map((state) => [
    [value(state.id), words(`: ${record.playbook.collectors[state.id]?.answers ?? ''}`)],
    words(outcomeWords[state.outcome] + (state.truncated ? ', cut at a limit' : '')),
    words(String(state.items)),
    state.begun ? reasonOf(state) : words('not started'),
    words(state.required ? 'yes' : 'no'),
    state.evidence === '' ? [] : refs([state.evidence]),
  ]);

/** When not all sources fit: gaps first, then logs with their range, and last what the host does not have. */
const rank = (source: Source): number =>
  isUnread(source) ? 0 : source.from !== null ? 1 : source.reason === 'absent' ? 3 : 2;

const sources = (record: Case): RootContent[] => {
  const all = record.collectors.flatMap((state) => state.sources.map((source) => ({ source, state })));
  const rows = all
    .sort((a, b) => rank(a.source) - rank(b.source))
    .map(({ source, state }): Cell[] => [
      value(source.name),
      words(outcomeWords[source.outcome]),
      utcOrBlank(source.from),
      utcOrBlank(source.to),
      utcOrBlank(source.oldest),
      words(source.truncated ? 'yes' : 'no'),
      [...reasonOf({ reason: source.reason, detail: null })],
      refs([state.evidence]),
    ]);
  return cappedTable(
    ['Source', 'Outcome', 'Read from (UTC)', 'Read to (UTC)', 'Oldest record (UTC)', 'Cut short', 'Reason', 'Evidence'],
    rows,
    'the footers of the evidence files',
  );
};

const limits = (record: Case): PhrasingContent[][] => {
  const later = answeredSinceAnalysis(record);
  return [
    ...(record.analysis?.proposed.missing ?? []).map(
      (name) => say`Required and missing: ${value(name)}. Without it, no level that clears the host is proposed.`,
    ),
    ...(record.analysis?.notEvaluated ?? []).map(
      (rule) =>
        say`The finding ${value(rule.id)} could not be evaluated${rule.at === null ? [] : cite([rule.at])}: ${quoted(rule.reason)}. It is neither true nor false.`,
    ),
    ...Object.entries(record.analysis?.ownNoise ?? {}).map(
      ([collector, rows]) =>
        say`${words(count(rows, 'row'))} of ${value(collector)} about casefile’s own processes: facts and findings leave them out.`,
    ),
    ...unfinishedAttempts(record.journal).map(
      (entry) =>
        say`Attempt ${entry.data.attempt} of ${value(entry.data.collector)} started at ${utc(entry.at)} and has no recorded end${cite([entry.data.evidence])}.`,
    ),
    ...(later.length > 0
      ? [say`Answered after the last analysis, so not in the findings yet: ${listed(later.map((id) => value(id)))}.`]
      : []),
    ...(record.analysis === null ? [say`No analysis was made, so there are no findings.`] : []),
  ];
};

const offset = (minutes: number | null): string =>
  minutes ? ` (UTC${minutes < 0 ? '-' : '+'}${Math.abs(minutes) / 60} h)` : '';

/** With a larger difference, times of the host and of casefile can't be compared directly. */
const muchDrift = 5 * 60_000;

const drift = (ahead: number | null): PhrasingContent[] => {
  if (ahead === null) return [];
  const apart = words(`${span(Math.abs(ahead))} ${ahead < 0 ? 'behind' : 'ahead of'} casefile’s own clock`);
  return Math.abs(ahead) > muchDrift
    ? say` (${strong(apart)}: correct for this before you compare its times with casefile’s)`
    : say` (${apart})`;
};

const engines = ({ engines: all, opened }: Case): RootContent[] => [
  heading(3, words('Engine')),
  all.length === 0
    ? paragraph(
        say`No PowerShell answered. Method: ${words(opened.data.method.kind)}, from ${value(opened.data.method.from)}.`,
      )
    : list(
        all.map(
          ({ engine, evidence: id, ahead }) =>
            say`PowerShell ${value(engine.psVersion)} ${value(engine.psEdition)}, language mode ${value(engine.languageMode)}, ${words(engine.elevated === null ? 'elevation not known' : engine.elevated ? 'elevated' : 'not elevated')}, as ${value(engine.user)} on ${value(engine.fqdn ?? engine.computer)}; host clock ${utc(engine.now)}${drift(ahead)}, time zone ${value(engine.timeZone)}${words(offset(engine.utcOffsetMinutes))}${cite([id])}.`,
        ),
      ),
];

const inputs = ({ playbook, opened }: Case): RootContent[] => {
  const rows = Object.entries(opened.data.inputs).map(([name, json]): Cell[] => [
    value(name),
    inputValue(playbook.inputs[name]?.type, json),
    words(playbook.inputs[name]?.about ?? ''),
  ]);
  if (rows.length === 0) return [];
  const files = opened.data.inputFiles.map(inputFile);
  return [
    heading(3, words('Inputs')),
    table(['Input', 'Value', 'Meaning'], rows),
    ...(files.length === 0 ? [] : [list(files)]),
  ];
};

/** Names the zones, because a window that was read in the wrong zone is wrong by hours. */
const inputFile = ({ file, sha256, bytes, windows, zones, leftOut }: InputFile): PhrasingContent[] =>
  say`${words(count(windows, 'window'))} read from ${value(file)} (${words(count(bytes, 'byte'))}, sha256 ${value(sha256)}), times given in ${listed(zones.map((zone) => value(zone)))}${leftOut.length === 0 ? [] : say`; left out because they are not approved: ${listed(leftOut.slice(0, 5).map((each) => value(each)))}${words(leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : '')}`}. The case does not keep the file.`;

/** The most windows that are shown. A calendar can have hundreds. */
const shownWindows = 5;

/** Durations are in seconds, intervals are `{start, end}`. */
const inputValue = (type: InputType | undefined, json: Json): Cell => {
  if (type === 'duration' && typeof json === 'number') return words(span(json * 1000));
  if (type === 'intervals' && Array.isArray(json) && json.length > 0) {
    const shown = objectsOf(json).slice(0, shownWindows);
    const more = json.length - shown.length;
    return [
      ...listed(shown.map(({ start, end }) => say`${utc(start)} to ${utc(end)}`)),
      ...(more > 0 ? [words(` and ${more} more; all of them are in the journal’s first entry`)] : []),
    ];
  }
  return Array.isArray(json) && json.length === 0 ? words('none') : value(json);
};
