import type { Analysis } from '../../domain/analysis.js';
import { isObject, type Json, type JsonObject } from '../../domain/json.js';
import type { Playbook } from '../../playbook/types.js';

/** One fact of the analysis. `use` names its correlation; it is null for a plain CEL value. */
export interface Fact {
  name: string;
  use: string | null;
  about: string | null;
  value: Json;
}

/** Facts in the playbook's order. Sections find them by their correlation, never by the playbook's own names. */
export const factsOf = (playbook: Playbook, analysis: Analysis | null): Fact[] =>
  analysis === null
    ? []
    : Object.entries(playbook.facts).flatMap(([name, spec]) => {
        const value = analysis.facts[name];
        return value === undefined ? [] : [{ name, use: 'use' in spec ? spec.use : null, about: spec.about, value }];
      });

/** Text of a field; null for anything else. */
export const textOf = (row: JsonObject, field: string): string | null => {
  const json = row[field];
  return typeof json === 'string' && json !== '' ? json : null;
};

/** Evidence references of a derived row. */
export const fromOf = (row: JsonObject): string[] =>
  Array.isArray(row['from']) ? row['from'].filter((ref) => typeof ref === 'string') : [];

/** Every `from` in a fact, at any depth. */
export const refsIn = (json: Json | undefined): string[] => {
  if (Array.isArray(json)) return json.flatMap(refsIn);
  if (!isObject(json)) return [];
  return [...fromOf(json), ...Object.entries(json).flatMap(([key, inner]) => (key === 'from' ? [] : refsIn(inner)))];
};
