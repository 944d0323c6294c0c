import { fileURLToPath } from 'node:url';
import { type AnalysisInput, factFunctions } from '../../../src/analysis/index.js';
import { attachmentKinds } from '../../../src/attachments/index.js';
import type { Detection } from '../../../src/domain/detection.js';
import type { Coverage, Source } from '../../../src/domain/evidence.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { loadPlaybook } from '../../../src/playbook/load.js';

const dir = fileURLToPath(new URL('../../../playbooks/azure-hybrid-connection-manager', import.meta.url));

export const playbook = loadPlaybook(dir, { factFunctions, attachmentKinds });

/** Rows by collector, in the order in which the collectors run: the first is E1. */
export type Rows = { [collector: string]: JsonObject[] };

/** The input of an analysis of hand-made rows; every collector that has rows, or an empty list, was read in full. */
export function caseOf(
  rows: Rows,
  known: { host: string; inputs?: JsonObject; answers?: JsonObject; sources?: { [collector: string]: Source[] } },
): AnalysisInput {
  const collected = Object.entries(rows).map(([collector, items], index) => ({
    collector,
    items,
    id: `E${index + 1}`,
  }));
  return {
    playbook,
    detection: detectionOn(known.host),
    inputs: { lookback: 90 * 86_400, changeWindows: [], internalNetworks: [], ...known.inputs },
    answers: known.answers ?? {},
    coverage: Object.fromEntries(
      collected.map(({ collector, items, id }) => [
        collector,
        readInFull(items.length, id, known.sources?.[collector]),
      ]),
    ),
    evidence: Object.fromEntries(
      collected.map(({ collector, items, id }) => [
        collector,
        {
          id,
          own: [],
          ended: null,
          rows: () => items.map((data, index) => ({ row: index + 1, data: completed(collector, data) })),
        },
      ]),
    ),
  };
}

/** What the reader of evidence does: a declared field that a script left out is null. */
const completed = (collector: string, data: JsonObject): JsonObject => ({
  ...Object.fromEntries(Object.keys(playbook.collectors[collector]!.rows).map((field) => [field, null])),
  ...data,
});

const readInFull = (items: number, evidence: string, sources: Source[] = []): Coverage => ({
  outcome: items > 0 ? 'collected' : 'empty',
  reason: null,
  detail: null,
  items,
  evidence,
  sources,
  truncated: false,
});

const detectionOn = (host: string): Detection => ({
  format: 'windows-event',
  title: null,
  rule: { datadog: 'def-000-9kt', sigma: null, name: null },
  host: { name: host, aliases: [] },
  time: null,
  event: null,
  text: '',
  notHeld: [],
});

/** A log that was read from its oldest record on. */
export const logRead = (name: string, from: string, to: string, more: Partial<Source> = {}): Source => ({
  name,
  outcome: 'collected',
  reason: null,
  from,
  to,
  oldest: from,
  truncated: false,
  ...more,
});
