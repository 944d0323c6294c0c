import type { DerivedRow } from '../../../domain/analysis.js';
import { isObject, moment, objectsOf, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * What each log can speak of: `[{log, state, enabled, oldest, newest, records, missing, sizeBytes, maximumBytes, mode,
 * clearedAt, clearedBy, from}]`, in the order of `names`.
 *
 * - `rows`: kind `log` (one per log) and `cleared` (1102, 104), as Get-LogCoverage.ps1 gives them. `coverage`: that
 *   collector's own, which knows of logs that gave no row.
 * - `state`: `read`, `empty`, `disabled`, or why there is no row: `absent`, `denied`, another reason, `notRun`.
 * - `oldest`, `newest`: first and last record that it holds; nothing can be said of what lies before. A log that was
 *   switched off (`enabled: false`) says nothing of what came after its last record.
 * - `missing`: numbers between the first and the last record that no record has. `mode`: what happens when it is full.
 * - `clearedAt`, `clearedBy`: every clearing in what was read, oldest first.
 */
export const logCoverage: FactFunction = {
  name: 'logCoverage',
  with: ['rows', 'coverage', 'names'],
  run({ rows, coverage, names }) {
    const all = rowsOf(rows);
    const known = isObject(coverage) ? coverage : {};
    const evidence = text(known['evidence']);
    return texts(names).map((name) => {
      const row = all.find((one) => one['kind'] === 'log' && one['log'] === name);
      const clearings = clearingsOf(name, all);
      const sources = objectsOf(known['sources']).filter((source) => source['name'] === name);
      return {
        log: name,
        state: row ? stateOf(row) : (text(sources[0]?.['reason']) ?? text(sources[0]?.['outcome']) ?? 'notRun'),
        enabled: row?.['enabled'] ?? null,
        oldest: text(row?.['oldest']),
        newest: text(row?.['newest']),
        records: row?.['records'] ?? null,
        missing: row?.['missing'] ?? null,
        sizeBytes: row?.['sizeBytes'] ?? null,
        maximumBytes: row?.['maximumBytes'] ?? null,
        mode: text(row?.['mode']),
        clearedAt: clearings.map((one) => one['time'] ?? null),
        clearedBy: [...new Set(clearings.flatMap((one) => text(one['account']) ?? text(one['sid']) ?? []))],
        from: row || clearings.length > 0 ? refs(row, clearings) : evidence ? [evidence] : [],
      };
    });
  },
};

const stateOf = (row: DerivedRow): string =>
  text(row['oldest']) !== null ? 'read' : row['enabled'] === false ? 'disabled' : 'empty';

const clearingsOf = (name: string, rows: DerivedRow[]): DerivedRow[] =>
  rows
    .filter((row) => row['kind'] === 'cleared' && row['log'] === name && moment(row['time']) !== null)
    .sort((a, b) => moment(a['time'])! - moment(b['time'])!);
