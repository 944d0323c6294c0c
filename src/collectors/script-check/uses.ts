import type { FieldType } from '../../playbook/types.js';

/** Where something is in a script, counted from 1, and its first 60 characters. */
export interface Place {
  line: number;
  column: number;
  text: string;
}

/** An argument, as far as it can be told without running anything. */
export interface Argument extends Place {
  kind: 'constant' | 'block' | 'hashtable' | 'other';
  /** Texts of a constant, one or a list. */
  values: string[];
  /** Keys of a literal hashtable. */
  keys: string[];
  /** Nothing in it is computed. */
  literal: boolean;
}

/** What follows a command's name: a parameter, an argument, both (`-Name:value`), or a splatted variable. */
export interface Element extends Place {
  parameter?: string;
  argument?: Argument | null;
  splat?: 'known' | 'unknown';
}

/** What the help of a script holds, and what it declares. */
export interface ScriptFacts {
  help: string[];
  documented: string[];
  parameters: string[];
  binding: boolean;
}

/** One row of `powershell/check-script.ps1`, which documents it. */
export interface Use extends Place {
  use: string;
  name: string | null;
  of: string | null;
  kind: string | null;
  elements: unknown;
}

const field = (type: FieldType['type'], nullable = false): FieldType => ({ type, nullable });

/** The row's shape, as the collector protocol checks it. */
export const useFields: { [name in keyof Use]: FieldType } = {
  use: field('string'),
  name: field('string', true),
  line: field('integer'),
  column: field('integer'),
  text: field('string', true),
  of: field('string', true),
  kind: field('string', true),
  elements: field('json', true),
};
