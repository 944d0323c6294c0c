import { evidenceRef, parseEvidenceRef } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { parseTime, toIso } from '../domain/time.js';
import { type Case, readCase } from './model/case.js';
import { fromOf, objects, textOf } from './model/facts.js';
import { attachmentTables, evidenceTables, type Table } from './model/rows.js';
import { fieldName } from './nodes/wording.js';
import type { ReportInput } from './types.js';

/** One moment of the whole timeline: as text, not yet cleaned. */
export interface TimelineRow {
  /** UTC ISO-8601 with milliseconds. */
  at: string;
  /** Which of the times of a row it is, or what tells it: `time`, `created`, `alert`, `anchor`. */
  kind: string;
  message: string;
  /** `E3#12`, `A1#3`, `alert`. */
  evidence: string[];
  /** Log, collector or export that tells it. */
  source: string;
  host: string | null;
}

/**
 * Every moment that a case knows: the alert's, the anchors, and each time of each row of evidence and of attached files, in
 * order. The report's timeline holds those that findings and facts refer to.
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
  return rows
    .map((row) => ({ ...row, host: row.host ?? (row.evidence[0]?.startsWith('A') ? null : host) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : compareRefs(a.evidence[0], b.evidence[0])));
}

const iso = (text: string | null): string | null => {
  const time = text === null ? null : parseTime(text);
  return time && toIso(time);
};

function alertRow({ opened }: Case): TimelineRow[] {
  const { detection } = opened.data;
  const at = iso(detection.time);
  if (at === null) return [];
  const message = `event that the alert speaks of: ${detection.title ?? detection.rule.name ?? detection.format}`;
  return [{ at, kind: 'alert', message, evidence: ['alert'], source: 'alert', host: detection.host.name }];
}

const anchorRows = (record: Case): TimelineRow[] =>
  record
    .factsBy('timeAnchors')
    .flatMap((fact) => objects(fact.value))
    .flatMap((row) => {
      const at = iso(textOf(row, 'at'));
      const message = textOf(row, 'label') ?? '';
      return at === null ? [] : [{ at, kind: 'anchor', message, evidence: fromOf(row), source: 'anchor', host: null }];
    });

function momentsOf({ id, name, fields, times }: Table, row: number, data: JsonObject): TimelineRow[] {
  const told = fields.flatMap((field) => {
    const value = data[field] ?? null;
    return times.includes(field) || value === null || value === '' ? [] : [`${fieldName(field)}: ${asText(value)}`];
  });
  return times.flatMap((field) => {
    const at = iso(textOf(data, field));
    if (at === null) return [];
    const source = textOf(data, 'log') ?? textOf(data, 'channel') ?? name;
    const message = told.join('; ');
    return [{ at, kind: fieldName(field), message, evidence: [evidenceRef(id, row)], source, host: null }];
  });
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function compareRefs(a = '', b = ''): number {
  const [one, other] = [parseEvidenceRef(a), parseEvidenceRef(b)];
  const byEvidence = (one?.evidence ?? '').localeCompare(other?.evidence ?? '', 'en', { numeric: true });
  return byEvidence || (one?.row ?? 0) - (other?.row ?? 0);
}
