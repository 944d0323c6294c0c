import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../src/domain/analysis.js';
import type { JournalEntry } from '../../src/domain/journal.js';
import type { Json } from '../../src/domain/json.js';
import type { Result } from '../../src/domain/result.js';

/**
 * What a scenario of a playbook must give: `playbooks/<id>/tests/<scenario>/expected.yaml`. Everything but `about` may
 * be left out; what is there is checked.
 */
export interface Expected {
  /** One sentence: what happened on this host. */
  about: string;
  /** The playbook that the alert must find by its triggers; without it, the one that the scenario is in is named. */
  playbook?: string;
  /** Folder of the scenario that this one is based on, from here; by default the one that its host is based on. */
  base?: string;
  exit?: number;
  verdict?: string;
  /** Code of the error that the run must end in, e.g. `wrong-host`; nothing else is checked then. */
  error?: string;
  /** Rule ids of findings that must be raised, and that must not be. */
  findings?: string[];
  noFindings?: string[];
  /** Dotted path into the facts (`installer.account`, `connections.0.class`) -> its value. */
  facts?: { [path: string]: Json };
  /** Collector -> outcome, or `outcome reason`. */
  coverage?: { [collector: string]: string };
  /** Texts that the report must have, and that it must not. */
  says?: string[];
  never?: string[];
  /** Options of the run beyond alert, answers and source. */
  options?: string[];
}

/** The parts of a run that an expectation is about. */
export interface Outcome {
  result: Result;
  playbook: string | null;
  analysis: Analysis | null;
  report: string;
  /** Collectors that are newer than the recorded evidence. A run without them ends with gaps, and proves the rest. */
  unrecorded: string[];
}

export function outcomeOf(result: Result): Outcome {
  const { dir, report } = result;
  if (dir === null) return { result, playbook: null, analysis: null, report: '', unrecorded: [] };
  const [opened, ...entries] = readFileSync(join(dir, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JournalEntry);
  const analysed = entries.findLast((entry) => entry.type === 'ANALYSED') as JournalEntry<'ANALYSED'> | undefined;
  const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
  return {
    result,
    playbook: (opened as JournalEntry<'OPENED'>).data.playbook.id,
    analysis: analysed ? (JSON.parse(read(analysed.data.file.file)) as Analysis) : null,
    report: report === null ? '' : readFileSync(report, 'utf8'),
    unrecorded: entries.filter(isUnrecorded).map(({ data }) => data.collector),
  };
}

const isUnrecorded = (entry: JournalEntry): entry is JournalEntry<'COLLECTED'> =>
  entry.type === 'COLLECTED' && entry.data.reason === 'absent' && entry.data.sources.length === 0;

/** Claims of an expectation that a run does not keep, one line per claim; empty when it keeps all of them. */
export function broken(expected: Expected, { result, playbook, analysis, report, unrecorded }: Outcome): string[] {
  const differs = (claim: string, wanted: Json | undefined, found: Json | undefined): string[] =>
    wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found)
      ? []
      : [`${claim}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
  const raised = new Set(analysis?.findings.map(({ id }) => id));
  return [
    ...differs('error', expected.error, result.error?.code),
    ...differs('playbook', expected.playbook, playbook ?? undefined),
    ...differs(
      'exit',
      expected.exit,
      unrecorded.length > 0 && expected.exit === 0 && result.exit === 3 ? 0 : result.exit,
    ),
    ...differs('verdict', expected.verdict, result.verdict?.level),
    ...(expected.findings ?? []).flatMap((id) => (raised.has(id) ? [] : [`findings: ${id} was not raised`])),
    ...(expected.noFindings ?? []).flatMap((id) => (raised.has(id) ? [`noFindings: ${id} was raised`] : [])),
    ...Object.entries(expected.facts ?? {}).flatMap(([path, value]) =>
      differs(`facts.${path}`, value, at(analysis?.facts, path)),
    ),
    ...Object.entries(expected.coverage ?? {}).flatMap(([collector, words]) => {
      const { outcome, reason } = result.coverage[collector] ?? {};
      return differs(`coverage.${collector}`, words, words.includes(' ') ? `${outcome} ${reason}` : outcome);
    }),
    ...(expected.says ?? []).flatMap((text) => (report.includes(text) ? [] : [`says: ${text}`])),
    ...(expected.never ?? []).flatMap((text) => (report.includes(text) ? [`never: ${text}`] : [])),
  ];
}

/** Each claim of an expectation changed to one that the run does not keep, one at a time. */
export function changed(expected: Expected, { analysis, report }: Outcome): { claim: string; expected: Expected }[] {
  const other: { [Key in keyof Expected]?: (value: never) => unknown } = {
    playbook: (id: string) => `${id}-x`,
    error: (code: string) => `${code}-x`,
    exit: (code: number) => code + 1,
    verdict: (level: string) => `${level}-x`,
    findings: (id: string) => `${id}X`,
    noFindings: () => analysis!.findings[0]!.id,
    facts: (value: Json) => (value === null ? 0 : [value]),
    coverage: (words: string) => `${words} x`,
    says: (text: string) => `${text}\u2042`,
    never: () => report.slice(0, 3),
  };
  return Object.entries(expected).flatMap(([key, value]) => {
    const change = other[key as keyof Expected] as ((value: unknown) => unknown) | undefined;
    if (change === undefined) return [];
    if (value === null || typeof value !== 'object')
      return [{ claim: key, expected: { ...expected, [key]: change(value) } }];
    return Object.entries(value).map(([part, one]) => {
      const parts = Array.isArray(value) ? [...value] : { ...value };
      return {
        claim: `${key}.${part}`,
        expected: { ...expected, [key]: Object.assign(parts, { [part]: change(one) }) },
      };
    });
  });
}

/** Follows a dotted path into a JSON value; undefined when it leads nowhere. */
const at = (value: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((inner, key) => (inner as { [key: string]: Json } | null)?.[key], value);
