import { type EvidenceItem, type EvidenceRow, evidenceRef } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import type { Playbook } from '../playbook/types.js';
import { type Collected, openOwnNoise } from './own-noise.js';

/** The last attempt of one collector, streamed from its file. */
export interface EvidenceRows extends Collected {
  /** Evidence id, `E3`. */
  id: string;
  rows: () => Iterable<EvidenceRow>;
}

/** An evidence file as the input of an analysis. */
export const evidenceRows = ({ header, footer, rows }: EvidenceItem): EvidenceRows => ({
  id: header.evidence,
  own: header.engine?.own ?? [],
  ended: footer?.ended ?? null,
  rows,
});

/** Rows by collector. Each has its own reference as `from: ["E3#12"]`. */
export interface LoadedEvidence {
  rows: { [collector: string]: JsonObject[] };
  /** Number of rows about casefile's own processes, which are left out. */
  ownNoise: { [collector: string]: number };
}

/** Reads the evidence of the named collectors only. */
export function loadEvidence(
  playbook: Playbook,
  evidence: { [collector: string]: EvidenceRows },
  named: Set<string>,
): LoadedEvidence {
  const isOwn = openOwnNoise(Object.values(evidence));
  const loaded: LoadedEvidence = { rows: {}, ownNoise: {} };
  for (const [collector, item] of Object.entries(evidence)) {
    if (!named.has(collector)) continue;
    const fields = Object.entries(playbook.collectors[collector]?.rows ?? {});
    const times = fields.flatMap(([field, { type }]) => (type === 'time' ? [field] : []));
    const rows: JsonObject[] = [];
    for (const { row, data } of item.rows())
      if (isOwn(data, item, times)) loaded.ownNoise[collector] = (loaded.ownNoise[collector] ?? 0) + 1;
      else rows.push({ ...data, from: [evidenceRef(item.id, row)] });
    loaded.rows[collector] = rows;
  }
  return loaded;
}

/** A case is analysed after every answer, with the same playbook. */
const namedIn = new WeakMap<Playbook, Set<string>>();

/** Collectors that facts, findings and verdict mention as `evidence.<collector>`, in a condition or in a text. */
export function evidenceNamed(playbook: Playbook): Set<string> {
  const before = namedIn.get(playbook);
  if (before) return before;
  const { facts, findings, verdict } = playbook;
  const mentions = JSON.stringify([facts, findings, verdict]).matchAll(/\bevidence\s*\.\s*([A-Za-z_]\w*)/g);
  const named = new Set(Array.from(mentions, (mention) => mention[1]!));
  namedIn.set(playbook, named);
  return named;
}
