import type { Expr } from './engine.js';

/** Syntax trees as JSON, by the source of the expression. */
export type ParsedExpressions = { [source: string]: string };

let known: ReadonlyMap<string, string> = new Map();

/**
 * Takes the trees that the build made. CEL's parser is slow: to parse the expressions of a playbook takes seven times as
 * long as to read their trees.
 */
export function useParsed(trees: ParsedExpressions): void {
  known = new Map(Object.entries(trees));
}

/** The tree of an expression that the build parsed. */
export function parsedBefore(source: string): Expr | null {
  const text = known.get(source);
  return text === undefined ? null : (JSON.parse(text, fromJson) as Expr);
}

/** A tree as JSON. It has no places: lint parses what it has something to say about. */
export const treeText = (expr: Expr): string => JSON.stringify(expr, toJson);

/** Numbers of nodes and integers are `bigint`, bytes a `Uint8Array`: JSON has neither. */
const toJson = (key: string, value: unknown): unknown => {
  if (key === '$typeName') return undefined;
  if (typeof value === 'bigint') return key === 'id' ? Number(value) : { bigint: String(value) };
  return value instanceof Uint8Array ? { bytes: [...value] } : value;
};

const fromJson = (key: string, value: unknown): unknown => {
  if (typeof value === 'number') return key === 'id' ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if ('bigint' in value) return BigInt(value.bigint as string);
  return 'bytes' in value ? Uint8Array.from(value.bytes as number[]) : value;
};
