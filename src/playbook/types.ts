import type { Json } from '../domain/json.js';

/** A condition or value in CEL. Rules over facts and rows are data: a second playbook needs no TypeScript. */
export type Expression = string;

/** A text with `{{ CEL }}` in it. */
export type TemplateText = string;

export const statuses = ['experimental', 'test', 'stable', 'deprecated'] as const;

/** A checked `playbook.yaml` (schema `casefile/playbook@1`), defaults filled in, every list present. */
export interface Playbook {
  id: string;
  version: string;
  title: string;
  status: (typeof statuses)[number];
  description: string;
  references: string[];
  attack: { tactic: string; technique: string; by: string }[];
  triggers: Trigger[];
  /** What the rule that triggers it cannot see, printed with the trigger. */
  blindSpots: string[];
  inputs: { [name: string]: InputSpec };
  /** Plain data for facts, collectors and conditions (`data.roles`): product names, ports, service names. */
  data: { [name: string]: Json };
  collectors: { [id: string]: CollectorSpec };
  facts: { [name: string]: FactSpec };
  findings: FindingRule[];
  questions: { [id: string]: Question };
  attachments: { [id: string]: AttachmentSpec };
  steps: Step[];
  verdict: VerdictRules;
  actions: { [id: string]: Action };
  /** Folder that it was read from. Its files are found by `pathOf`, because shared ones are next to it. */
  dir: string;
  /** SHA-256 over the sorted list of `sha256  path` of every file of the folder but `tests/`, and of the shared scripts that it names. */
  sha256: string;
  files: { file: string; sha256: string; bytes: number }[];
}

/** Any one suffices. What the alert's copy of the event does not hold is recorded, not required. */
export type Trigger =
  | { datadog: string }
  | { sigma: string }
  | { event: { provider?: string | undefined; id: number[]; anyText?: string[] | undefined } };

export const inputTypes = ['text', 'duration', 'intervals', 'list', 'number', 'boolean'] as const;
export type InputType = (typeof inputTypes)[number];

/**
 * `intervals`: `start/end`, ISO-8601 with zone, or files (.csv, .ics), separated by commas. `list`: texts separated by commas.
 * `default` is as conditions see it: a duration in seconds, intervals as a list of `{start, end}`; from a
 * file they have `zone`, `label` and `source` too.
 */
export interface InputSpec {
  type: InputType;
  default: Json;
  about: string;
}

/** Type of a row's field; a trailing `?` says that it may be null. `time` is UTC ISO-8601 text. */
export interface FieldType {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'time' | 'strings' | 'json';
  nullable: boolean;
}

export interface CollectorSpec {
  /** Path of the script inside the playbook folder, or `_shared/…` for one that several playbooks use. */
  script: string;
  /** Which question its evidence answers, in one phrase. */
  answers: string;
  /** Deadline in milliseconds. */
  timeout: number;
  /** No benign verdict while a required collector failed, did not run, was cut at a limit or found a log switched off. */
  required: boolean;
  /** Parameter name -> CEL over detection, inputs, data, facts, answers. Values are data, never code. */
  parameters: { [name: string]: Expression };
  /** Parameters that only leave something out; the others say what to look for. */
  leavesOut: string[];
  rows: { [field: string]: FieldType };
  /** What the script reads, for `--plan` and the report's account of the tool's footprint. */
  reads: string[];
}

/**
 * A fact is either a CEL value (`value`), or a general correlation of `src/analysis` (`use`) with CEL arguments (`with`)
 * and plain settings (`params`).
 */
export type FactSpec =
  | { value: Expression; about: string | null }
  | { use: string; with: { [name: string]: Expression }; params: { [name: string]: Json }; about: string | null };

/** Correlations that `use` may name, with the arguments that `with` must give; more may be there. */
export type FactFunctions = readonly { name: string; with: readonly string[] }[];

export interface FindingRule {
  id: string;
  /** CEL that gives a list; each element is `row` in `when`, `subject`, `from` and `says`. Null = evaluated once. */
  forEach: Expression | null;
  when: Expression;
  /** CEL that gives the subject's name; null = the host. */
  subject: Expression | null;
  /** CEL that gives a list of evidence references. With `forEach` and without `from`: the row's own `from`. */
  from: Expression | null;
  says: TemplateText;
  innocent: string | null;
  weight: number;
  group: string;
  credit: boolean;
  /** Shown on the first page at any weight: what was found, or that nothing was. */
  lead: boolean;
  attack: string | null;
}

interface QuestionBase {
  ask: TemplateText;
  /** Facts and evidence to show first: `facts.connections`, `evidence.service`. */
  show: string[];
  /** Is a reason asked for? */
  because: 'required' | 'optional' | 'none';
  help: string | null;
}

/** `choice`: one of `options`, or one for each name that `forEach` gives: `{name: option}`. `text`: a line. `form`: several fields; the answer is an object with one text each. */
export type Question =
  | (QuestionBase & { type: 'choice'; options: { [value: string]: string }; forEach: Expression | null })
  | (QuestionBase & { type: 'text'; required: boolean })
  | (QuestionBase & { type: 'form'; fields: { [name: string]: FormField } });

export interface FormField {
  ask: string;
  required: boolean;
  /** `interval`: `start/end`, ISO-8601 with zone. */
  type: 'text' | 'interval';
}

/** Languages that a value can be quoted for. */
export const commandLanguages = ['powershell', 'bash', 'kusto'] as const;
export type CommandLanguage = (typeof commandLanguages)[number];

/** Kinds of export that `reads` may name, with the fields of a row; `from` is added to each. */
export type AttachmentKinds = readonly { name: string; fields: { [field: string]: FieldType } }[];

/** A file that a human exports elsewhere. `handOff` says what to ask there, with the found values filled in. */
export interface AttachmentSpec {
  ask: TemplateText;
  /** Kind of export that it is read as, for `attached.<id>`; null = it is kept and not read. */
  reads: string | null;
  handOff: { title: string; language: CommandLanguage; text: TemplateText }[];
}

interface StepBase {
  id: string;
  /** One phrase: which triage question it answers. */
  title: string;
  /** Always at least one; the last has no `when`. `end` is the end of the case. */
  next: { when: Expression | null; to: string }[];
}

export type Step =
  | (StepBase & { kind: 'collect'; collectors: string[] })
  | (StepBase & { kind: 'ask'; question: string })
  | (StepBase & { kind: 'attach'; attachment: string })
  | (StepBase & { kind: 'decide' })
  | (StepBase & { kind: 'act'; actions: string[] });

export interface VerdictRules {
  /** Worst first. */
  levels: string[];
  /** Levels that clear the host; not reachable while something required is missing. */
  benign: string[];
  /** Score -> level, highest first. */
  thresholds: { atLeast: number; level: string }[];
  /** Below every threshold: the first whose condition holds; the last has none. */
  otherwise: { when: Expression | null; level: string; because: TemplateText | null }[];
  /** The level is at least as bad as this when the condition holds. */
  atLeast: { when: Expression; level: string; because: TemplateText }[];
  /** From this score before credits on, no benign level without an override. */
  benignBelow: number;
  /** `collector` or `collector/source` beyond the collectors marked `required`. */
  requires: string[];
  wouldChange: { when: Expression; says: TemplateText }[];
}

/** A containment card: printed for a human to run, with its undo; never run by the tool. */
export interface Action {
  title: string;
  /** CEL; null = always offered. */
  when: Expression | null;
  command: TemplateText;
  language: CommandLanguage;
  effect: string;
  check: TemplateText;
  undo: TemplateText | null;
  risk: string;
  /** It destroys what may be evidence: withheld under a legal hold. */
  destroys: boolean;
  /** Ids of actions that come first. */
  after: string[];
}
