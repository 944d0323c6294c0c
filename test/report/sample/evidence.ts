import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Engine, EvidenceFooter, EvidenceItem, Source } from '../../../src/domain/evidence.js';
import type { JsonObject } from '../../../src/domain/json.js';

import { playbook } from './playbook.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const engine: Engine = {
  psVersion: '5.1.20348.2849',
  psEdition: 'Desktop',
  languageMode: 'FullLanguage',
  elevated: true,
  culture: 'en-US',
  timeZone: 'W. Europe Standard Time',
  utcOffsetMinutes: 60,
  computer: 'ADFS01',
  fqdn: 'ADFS01.contoso.example',
  user: 'NT AUTHORITY\\SYSTEM',
  userSid: 'S-1-5-18',
  now: '2025-02-11T04:00:00.000Z',
  pid: 4711,
  own: [],
};

export const source = (name: string, more: Partial<Source> = {}): Source => ({
  name,
  outcome: 'collected',
  reason: null,
  from: '2025-01-12T04:00:00.000Z',
  to: '2025-02-11T04:00:00.000Z',
  oldest: '2025-01-10T09:12:00.000Z',
  truncated: false,
  ...more,
});

/** An evidence file as the case folder would give it. `footer: null` makes an unfinished attempt. */
export function evidence(
  id: string,
  collector: string,
  rows: JsonObject[],
  footer: Partial<EvidenceFooter> | null = {},
  attempt = 1,
): EvidenceItem {
  const script = `collectors/Get-${collector}.ps1`;
  const started = '2025-02-11T04:00:02.000Z';
  return {
    header: {
      schema: 'casefile/evidence@1',
      evidence: id,
      collector,
      attempt,
      script: { path: script, sha256: sha256(script) },
      prelude: null,
      parameters: {},
      method: 'powershell',
      engine,
      origin: null,
      started,
    },
    footer: footer && {
      schema: 'casefile/evidence-end@1',
      ended: '2025-02-11T04:00:03.000Z',
      outcome: rows.length > 0 ? 'collected' : 'empty',
      reason: null,
      detail: null,
      items: rows.length,
      sources: [],
      errors: [],
      warnings: [],
      truncated: false,
      noise: 0,
      noiseSample: [],
      ...footer,
    },
    file: {
      file: `evidence/${collector}.${attempt}.jsonl`,
      sha256: sha256(JSON.stringify(rows)),
      bytes: JSON.stringify(rows).length,
    },
    rows: () => rows.map((data, index) => ({ row: index + 1, data })),
  };
}

const given = parse(readFileSync(new URL('evidence.yaml', import.meta.url), 'utf8')) as {
  [collector: string]: JsonObject[];
};

/** Logs that the collectors read; the others read none. */
const logs: { [collector: string]: Source[] } = {
  events: [source('Microsoft-ServiceBus-Client/Operational')],
  install: [source('Security'), source('System', { truncated: true }), source('Application')],
};

/** A declared field that a script left out is null, as the reader of evidence makes it. */
const completed = (collector: string, row: JsonObject): JsonObject => ({
  ...Object.fromEntries(Object.keys(playbook.collectors[collector]!.rows).map((field) => [field, null])),
  ...row,
});

/** The evidence of the sample. */
export const collectedEvidence = (): EvidenceItem[] =>
  Object.entries(given).map(([collector, rows], n) =>
    evidence(
      `E${n + 1}`,
      collector,
      rows.map((row) => completed(collector, row)),
      { sources: logs[collector] ?? [] },
    ),
  );
