import type { RootContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, objects, textOf } from '../../../model/facts.js';
import { type Cell, cappedTable, heading, paragraph } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { listed, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** What each log of `logCoverage` facts can speak of: nothing that is absent there was absent before its first record. */
export const logStates = (record: Case): RootContent[] => {
  const rows = record.factsBy('logCoverage').flatMap((fact) => objects(fact.value));
  if (rows.length === 0) return [];
  return [
    heading(3, words('Logs')),
    ...cappedTable(
      [
        'Log',
        'State',
        'Holds from (UTC)',
        'To (UTC)',
        'Records',
        'Numbers missing',
        'Size',
        'When full',
        'Cleared (UTC)',
        'Evidence',
      ],
      rows.map(logCells),
      [words('the analysis file holds all')],
    ),
    paragraph(
      words(
        'A log says nothing of what lies before its first record. An event that auditing would have written says nothing by its absence unless auditing is known to have been on; the audit policy in force was not read.',
      ),
    ),
  ];
};

/** `EventLogMode` of Windows. */
const modes: { [mode: string]: string } = {
  Circular: 'oldest overwritten',
  AutoBackup: 'archived',
  Retain: 'stops writing',
};

const logCells = (row: JsonObject): Cell[] => [
  value(row['log']),
  words(stateWords(row)),
  textOf(row, 'oldest') ? utc(row['oldest']) : [],
  textOf(row, 'newest') ? utc(row['newest']) : [],
  row['records'] === null ? [] : value(row['records']),
  row['missing'] === null ? [] : value(row['missing']),
  typeof row['sizeBytes'] === 'number' && typeof row['maximumBytes'] === 'number'
    ? words(`${mebibytes(row['sizeBytes'])} of ${mebibytes(row['maximumBytes'])} MiB`)
    : [],
  words(modes[textOf(row, 'mode') ?? ''] ?? ''),
  cleared(row),
  refs(fromOf(row)),
];

const cleared = (row: JsonObject): Cell => {
  const times = Array.isArray(row['clearedAt']) ? row['clearedAt'] : [];
  const by = Array.isArray(row['clearedBy']) ? row['clearedBy'] : [];
  if (times.length === 0) return [];
  return [
    ...listed(times.map((time) => [utc(time)])),
    ...(by.length > 0 ? [words(' by '), ...listed(by.map((one) => value(one)))] : []),
  ];
};

const stateWords = (row: JsonObject): string => {
  const state = textOf(row, 'state') ?? 'not known';
  if (state === 'read' && row['enabled'] === false) return 'read, switched off now';
  return { notRun: 'not looked at', absent: 'not on this host', disabled: 'switched off' }[state] ?? state;
};

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0);
