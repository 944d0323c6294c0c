import { factFunctions } from '../../../src/analysis/index.js';
import type { Json, JsonObject } from '../../../src/domain/json.js';

/** Runs a fact function by name; `complaints` are what it would have printed under coverage. */
export function run(name: string, args: JsonObject, params: JsonObject = {}): { value: Json; complaints: string[] } {
  const complaints: string[] = [];
  const value = factFunctions.find((one) => one.name === name)!.run(args, params, (text) => complaints.push(text));
  return { value, complaints };
}

/** Numbers rows as the evidence loader does: the first row of `E1` is `E1#1`. */
export const numbered = (evidence: string, rows: JsonObject[]): JsonObject[] =>
  rows.map((row, index) => ({ ...row, from: [`${evidence}#${index + 1}`] }));
