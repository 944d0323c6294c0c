import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAttachment } from '../../src/attachments/index.js';
import type { Analysis } from '../../src/domain/analysis.js';
import type { Source } from '../../src/domain/evidence.js';
import type { JournalEntry } from '../../src/domain/journal.js';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { plainPlaybook } from './plain-playbook.js';

/** The last attempt of a collector, read straight from its file. */
export interface EvidenceFile {
  id: string;
  collector: string;
  engine: { computer: string | null; fqdn: string | null; now: string | null } | null;
  rows: JsonObject[];
  outcome: string;
  sources: Source[];
}

/** What a test needs of a playbook, read as plain YAML and not by the product's loader. */
export interface PlainPlaybook {
  collectors: { [id: string]: { required?: boolean } };
  data?: Json;
  findings: { id: string; says: string; weight: number; group: string; innocent: string | null; credit?: boolean }[];
  attachments?: { [id: string]: { reads?: string } };
  actions?: { [id: string]: { title: string } };
  verdict: {
    levels: string[];
    benign?: string[];
    thresholds: { atLeast: number; level: string }[];
    benignBelow: number;
  };
}

/**
 * A case folder as anybody could read it: lines of JSON and a YAML file, without the code that folds a journal or makes a
 * report. Tests compare a report with this.
 */
export interface CaseFolder {
  journal: JournalEntry[];
  evidence: EvidenceFile[];
  /** Rows of all attached exports that the playbook has read. */
  attached: JsonObject[];
  analysis: Analysis;
  playbook: PlainPlaybook;
  report: string;
  /** The row behind `E3#12` or `A1#3`, the complete file behind `E3` or `A1`; undefined where there is none. */
  behind(reference: string): Json | undefined;
  ofType<T extends JournalEntry['type']>(type: T): JournalEntry<T>[];
}

const lines = (file: string): JsonObject[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject);

const evidenceFile = (file: string): EvidenceFile => {
  const all = lines(file);
  const [header, footer] = [all[0]!, all.at(-1)!];
  return {
    id: String(header['evidence']),
    collector: String(header['collector']),
    engine: (header['engine'] ?? null) as EvidenceFile['engine'],
    rows: all.slice(1, -1),
    outcome: String(footer['outcome']),
    sources: (footer['sources'] ?? []) as unknown as Source[],
  };
};

export function readCaseFolder(dir: string): CaseFolder {
  const journal = lines(join(dir, 'journal.jsonl')) as unknown as JournalEntry[];
  const ofType = <T extends JournalEntry['type']>(type: T) =>
    journal.filter((entry) => entry.type === type) as JournalEntry<T>[];
  const evidence = readdirSync(join(dir, 'evidence')).map((file) => evidenceFile(join(dir, 'evidence', file)));
  const playbook = plainPlaybook<PlainPlaybook>(join(dir, 'playbook'));
  const attached = new Map(
    ofType('ATTACHED').map(({ data }) => {
      const kind = playbook.attachments?.[data.attachment]?.reads;
      const rows = kind && data.file ? readAttachment(kind, readFileSync(join(dir, data.file.file))).rows : [];
      return [data.id, rows] as const;
    }),
  );
  const tables = new Map([...evidence.map(({ id, rows }) => [id, rows] as const), ...attached]);
  const alerts = new Map([
    ['alert', ofType('OPENED')[0]!.data.detection as unknown as Json],
    ...ofType('JOINED').map(({ data }, n) => [`alert${n + 2}`, data.detection as unknown as Json] as const),
  ]);
  const answers = new Map(
    ofType('ANSWERED').map(({ data }) => [`answers.${data.question}`, { value: data.value, because: data.because }]),
  );
  return {
    journal,
    evidence,
    attached: [...attached.values()].flat(),
    analysis: JSON.parse(readFileSync(join(dir, ofType('ANALYSED').at(-1)!.data.file.file), 'utf8')) as Analysis,
    playbook,
    report: readFileSync(join(dir, ofType('REPORTED').at(-1)!.data.file.file), 'utf8'),
    behind(reference) {
      const match = /^([EA]\d+)(?:#(\d+))?$/.exec(reference);
      if (!match) return alerts.get(reference) ?? answers.get(reference);
      const rows = tables.get(match[1]!);
      return match[2] === undefined ? rows : rows?.[Number(match[2]) - 1];
    },
    ofType,
  };
}
