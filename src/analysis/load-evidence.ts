import { type EvidenceRow, evidenceRef } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import type { Playbook } from '../playbook/types.js';

/** One collector's last attempt, streamed from its file. */
export interface EvidenceRows {
  /** Evidence id, `E3`. */
  id: string;
  rows: () => Iterable<EvidenceRow>;
}

/** Rows by collector, each with its own reference as `from: ["E3#12"]`. */
type LoadedEvidence = { [collector: string]: JsonObject[] };

/** Reads the evidence that an expression of the playbook's facts, findings or verdict names, and no other. */
export function loadEvidence(playbook: Playbook, evidence: { [collector: string]: EvidenceRows }): LoadedEvidence {
  const named = evidenceNamed(playbook);
  return Object.fromEntries(
    Object.entries(evidence)
      .filter(([collector]) => named.has(collector))
      .map(([collector, { id, rows }]) => [
        collector,
        Array.from(rows(), ({ row, data }) => ({ ...data, from: [evidenceRef(id, row)] })),
      ]),
  );
}

/** Collectors that these parts of the playbook mention as `evidence.<collector>`, in a condition or in a text. */
function evidenceNamed({ facts, findings, verdict }: Playbook): Set<string> {
  const mentions = JSON.stringify([facts, findings, verdict]).matchAll(/\bevidence\s*\.\s*([A-Za-z_]\w*)/g);
  return new Set(Array.from(mentions, (mention) => mention[1]!));
}
