import type { AttachmentReading } from '../../domain/attachment.js';
import { type EvidenceItem, type EvidenceRow, evidenceRef, parseEvidenceRef } from '../../domain/evidence.js';
import type { JsonObject } from '../../domain/json.js';
import type { Playbook } from '../../playbook/types.js';

/** Numbered rows that a reference can point to: of an evidence file, or of an attached file as it was read. */
export interface Table {
  /** `E3`, `A1`. */
  id: string;
  /** The collector, or the kind of export. */
  name: string;
  /** Names of all fields in order, and of the fields with a time. */
  fields: string[];
  times: string[];
  rows(): Iterable<EvidenceRow>;
}

/** Rows by reference (`E3#12`, `A1#3`), each with its table. */
export type RowsByRef = Map<string, { table: Table; data: JsonObject }>;

export const evidenceTables = ({ collectors }: Playbook, evidence: EvidenceItem[]): Table[] =>
  evidence.map(({ header, rows }) => {
    const declared = Object.entries(collectors[header.collector]?.rows ?? {});
    return {
      id: header.evidence,
      name: header.collector,
      fields: declared.map(([name]) => name),
      times: declared.flatMap(([name, { type }]) => (type === 'time' ? [name] : [])),
      rows,
    };
  });

export const attachmentTables = (readings: { [id: string]: AttachmentReading }): Table[] =>
  Object.entries(readings).map(([id, { kind, rows, times }]) => ({
    id,
    name: kind,
    fields: Object.keys(rows[0] ?? {}),
    times,
    rows: () => rows.map((data, n) => ({ row: n + 1, data })),
  }));

/** Reads the rows that are referred to, with one pass per file. */
export function rowsReferredTo(tables: Table[], refs: Iterable<string>): RowsByRef {
  const wanted = new Map<string, Set<number>>();
  for (const ref of refs) {
    const parsed = parseEvidenceRef(ref);
    if (!parsed || parsed.row === null) continue;
    const rows = wanted.get(parsed.evidence) ?? new Set();
    wanted.set(parsed.evidence, rows.add(parsed.row));
  }
  const found: RowsByRef = new Map();
  for (const table of tables) {
    const rows = wanted.get(table.id);
    if (!rows) continue;
    for (const { row, data } of table.rows()) {
      if (rows.delete(row)) found.set(evidenceRef(table.id, row), { table, data });
      if (rows.size === 0) break;
    }
  }
  return found;
}

/** The first rows of an evidence file. */
export function firstRows(item: EvidenceItem, limit: number): EvidenceRow[] {
  const rows: EvidenceRow[] = [];
  for (const row of item.rows()) {
    if (rows.length === limit) break;
    rows.push(row);
  }
  return rows;
}
