import { type EvidenceItem, type EvidenceRow, evidenceRef, parseEvidenceRef } from '../../domain/evidence.js';
import type { JsonObject } from '../../domain/json.js';

/** Rows of evidence by reference (`E3#12`). */
export type RowsByRef = Map<string, { item: EvidenceItem; data: JsonObject }>;

/** Reads the rows that are referred to, one pass per file that holds any. */
export function rowsReferredTo(items: EvidenceItem[], refs: Iterable<string>): RowsByRef {
  const wanted = new Map<string, Set<number>>();
  for (const ref of refs) {
    const parsed = parseEvidenceRef(ref);
    if (!parsed || parsed.row === null) continue;
    const rows = wanted.get(parsed.evidence) ?? new Set();
    wanted.set(parsed.evidence, rows.add(parsed.row));
  }
  const found: RowsByRef = new Map();
  for (const item of items) {
    const rows = wanted.get(item.header.evidence);
    if (!rows) continue;
    for (const { row, data } of item.rows()) {
      if (rows.delete(row)) found.set(evidenceRef(item.header.evidence, row), { item, data });
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
