import type { RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { type Cell, cappedTable, paragraph } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { listed, say, value, valueOrBlank, valuesOf, words } from '../../../nodes/text.js';
import { utc, utcOrBlank } from '../../../nodes/time.js';

/** What each log of `logCoverage` facts can show. Absence before its first record proves nothing. */
export const logStates = (record: Case): RootContent[] => {
  const rows = record.factsBy('logCoverage').flatMap((fact) => objectsOf(fact.value));
  if (rows.length === 0) return [];
  const head = ['Log', 'State', 'First record (UTC)', 'Last record (UTC)', 'Records', 'Missing record numbers'];
  return [
    ...cappedTable(
      [...head, 'Size', 'When full', 'Cleared (UTC)', 'Evidence'],
      rows.map(logCells),
      'the analysis file',
    ),
    paragraph(
      words(
        'A log shows nothing from before its first record. A missing audit event proves nothing unless auditing was on at that time. The audit policy in force was not read.',
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
  utcOrBlank(row['oldest']),
  utcOrBlank(row['newest']),
  valueOrBlank(row['records']),
  valueOrBlank(row['missing']),
  typeof row['sizeBytes'] === 'number' && typeof row['maximumBytes'] === 'number'
    ? words(`${mebibytes(row['sizeBytes'])} of ${mebibytes(row['maximumBytes'])} MiB`)
    : [],
  words(modes[textOf(row, 'mode') ?? ''] ?? ''),
  cleared(row),
  refs(fromOf(row)),
];

const cleared = (row: JsonObject): Cell => {
  const times = Array.isArray(row['clearedAt']) ? row['clearedAt'].map((time) => utc(time)) : [];
  const by = valuesOf(row['clearedBy']);
  return times.length > 0 && by.length > 0 ? say`${listed(times)} by ${by}` : listed(times);
};

const stateWords = (row: JsonObject): string => {
  const state = textOf(row, 'state') ?? 'not known';
  if (state === 'read' && row['enabled'] === false) return 'read, switched off now';
  return { notRun: 'not looked at', absent: 'not on this host', disabled: 'switched off' }[state] ?? state;
};

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0);
