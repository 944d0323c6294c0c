import type { ProposedVerdict, Template } from '../domain/analysis.js';
import type { ActionDecision } from '../domain/journal.js';
import type { Json, JsonObject } from '../domain/json.js';
import type { Question } from '../playbook/types.js';

/** Rows of a block that are shown. An answer is based on what was on screen, and on nothing else. */
export const rowsOnScreen = 12;

/** Facts or evidence shown before a question. `refs` belong to the rows on screen, and go into the journal. */
export interface Shown {
  title: string;
  rows: JsonObject[];
  refs: string[];
}

export interface QuestionView {
  id: string;
  /** The step's title: which triage question this is. */
  title: string;
  ask: Template;
  question: Question;
  /** Names that need an answer each; null = one answer. */
  names: string[] | null;
  shown: Shown[];
  /** What was answered before a revision. */
  previous: Json;
}

export interface AttachmentView {
  id: string;
  title: string;
  ask: Template;
  /** Queries to run elsewhere, with the values filled in as literals of the query's language. */
  handOff: { title: string; language: string; text: string }[];
}

export interface VerdictView {
  proposed: ProposedVerdict;
  levels: string[];
  benign: string[];
  reasons: { says: Template; from: string[]; weight: number }[];
}

export interface ActionView {
  id: string;
  title: string;
  language: string;
  command: string;
  check: string;
  undo: string | null;
  effect: string;
  risk: string;
}

/**
 * Who answers: a person at a terminal, or an answers file.
 * @throws KnownError exit 4 with the answer's key, when there is no answer.
 */
export interface Respondent {
  source: 'terminal' | 'answers';
  /** The responder's name. */
  by: string;
  ask(view: QuestionView): Promise<{ value: Json; because: string | null }>;
  attach(view: AttachmentView): Promise<{ file: string } | { hashOnly: string } | { unavailable: string }>;
  decide(view: VerdictView): Promise<{ confirm: true } | { level: string; because: string }>;
  act(view: ActionView): Promise<{ decision: ActionDecision; because: string | null; by?: string }>;
}

/** Progress of long work, for people. Nothing depends on it. */
export interface Progress {
  step(title: string): void;
  begin(text: string): void;
  done(text: string, how: 'ok' | 'nothing' | 'failed'): void;
  note(text: string): void;
}
