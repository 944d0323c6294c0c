import { evidenceRef } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { type Case, readCase } from './model/case.js';
import { fromOf, textOf } from './model/facts.js';
import { anchorsOf, inOrder, isoTime } from './model/moments.js';
import { attachmentTables, evidenceTables, type Table } from './model/rows.js';
import { fieldName } from './nodes/wording.js';
import type { ReportInput } from './types.js';

/** One moment of the complete timeline. The texts are not yet cleaned. */
export interface TimelineRow {
  /** UTC ISO-8601 with milliseconds. */
  at: string;
  /** The time field of the row, or where the moment comes from: `time`, `created`, `alert`, `anchor`. */
  kind: string;
  message: string;
  /** `E3#12`, `A1#3`, `alert`. */
  refs: string[];
  /** Log, collector or export that recorded it. */
  source: string;
  host: string | null;
}

/**
 * Every moment that a case knows, in order: the alert's, the anchors, and each time of each row of evidence and of
 * attached files. The timeline in the report has only those that findings and facts refer to.
 */
export function timelineOf(input: ReportInput): TimelineRow[] {
  const record = readCase(input);
  const host = record.engines[0]?.engine.fqdn ?? record.opened.data.detection.host.name;
  const tables = [...evidenceTables(input.playbook, input.evidence), ...attachmentTables(input.attachments)];
  const rows = [
    ...alertRow(record),
    ...anchorRows(record),
    ...tables.flatMap((table) => [...table.rows()].flatMap(({ row, data }) => momentsOf(table, row, data))),
  ];
  return inOrder(rows.map((row) => ({ ...row, host: row.host ?? (row.refs[0]?.startsWith('A') ? null : host) })));
}

function alertRow({ opened }: Case): TimelineRow[] {
  const { detection } = opened.data;
  const at = isoTime(detection.time);
  if (at === null) return [];
  const message = `event of the alert: ${detection.title ?? detection.rule.name ?? detection.format}`;
  return [{ at, kind: 'alert', message, refs: ['alert'], source: 'alert', host: detection.host.name }];
}

const anchorRows = (record: Case): TimelineRow[] =>
  anchorsOf(record).map(({ at, anchor }) => {
    const message = textOf(anchor, 'label') ?? '';
    return { at, kind: 'anchor', message, refs: fromOf(anchor), source: 'anchor', host: null };
  });

function momentsOf({ id, name, fields, times }: Table, row: number, data: JsonObject): TimelineRow[] {
  const told = fields.flatMap((field) => {
    const value = data[field] ?? null;
    return times.includes(field) || value === null || value === '' ? [] : [`${fieldName(field)}: ${asText(value)}`];
  });
  return times.flatMap((field) => {
    const at = isoTime(textOf(data, field));
    if (at === null) return [];
    const source = textOf(data, 'log') ?? textOf(data, 'channel') ?? name;
    return [{ at, kind: fieldName(field), message: told.join('; '), refs: [evidenceRef(id, row)], source, host: null }];
  });
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
