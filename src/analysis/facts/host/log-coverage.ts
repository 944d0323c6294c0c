import type { DerivedRow } from '../../../domain/analysis.js';
import { isObject, objectsOf, oldestFirst, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * What each log can show: `[{log, state, enabled, oldest, newest, records, missing, sizeBytes, maximumBytes, mode,
 * clearedAt, clearedBy, from}]`, in the order of `names`. A log that several
 * rows report has a row for each of them.
 *
 * - `rows`: kind `log` (one per log) and `cleared` (1102, 104), from Get-LogCoverage.ps1. `coverage`: that collector's
 *   coverage, which has the logs without a row.
 * - `state`: `read`, `empty`, `disabled`, or why there is no row: `absent`, `denied`, another reason, `notRun`.
 * - `oldest`, `newest`: its first and last record. It shows nothing from before. A log that was switched off
 *   (`enabled: false`) shows nothing from after its last record.
 * - `missing`: record numbers between the first and the last record that no record has. `mode`: what happens when the log
 *   is full.
 * - `clearedAt`, `clearedBy`: every recorded clearing, oldest first.
 */
export const logCoverage: FactFunction = {
  name: 'logCoverage',
  with: ['rows', 'coverage', 'names'],
  run({ rows, coverage, names }) {
    const all = rowsOf(rows);
    const known = isObject(coverage) ? coverage : {};
    const evidence = text(known['evidence']);
    return texts(names).flatMap((name) => {
      const found = all.filter((one) => one['kind'] === 'log' && one['log'] === name);
      const clearings = clearingsOf(name, all);
      const sources = objectsOf(known['sources']).filter((source) => source['name'] === name);
      return (found.length > 0 ? found : [undefined]).map((row) => ({
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
      }));
    });
  },
};

const stateOf = (row: DerivedRow): string =>
  text(row['oldest']) !== null ? 'read' : row['enabled'] === false ? 'disabled' : 'empty';

const clearingsOf = (name: string, rows: DerivedRow[]): DerivedRow[] =>
  oldestFirst(rows.filter((row) => row['kind'] === 'cleared' && row['log'] === name));
