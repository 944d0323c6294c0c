import type { Expression } from '../types.js';
import { compile, type Expr } from './engine.js';

/**
 * Names that an expression reads, as far as they are fixed: `facts.installer.account` is one path,
 * `evidence.service[0].name` gives `['evidence', 'service']`. Variables of `filter` and the like are left out.
 * Empty for an expression that does not parse.
 */
export function namesUsed(expression: Expression): string[][] {
  const compiled = compile(expression);
  if (!compiled.ok) return [];
  const paths = new Map<string, string[]>();
  collect(compiled.expr, new Set(), (path) => paths.set(JSON.stringify(path), path));
  return [...paths.values()];
}

function collect(expr: Expr | undefined, bound: ReadonlySet<string>, found: (path: string[]) => void): void {
  if (!expr) return;
  const path = pathOf(expr);
  if (path) {
    if (!bound.has(path[0]!)) found(path);
    return;
  }
  for (const [child, names] of childrenOf(expr)) collect(child, new Set([...bound, ...names]), found);
}

/** The fixed path that an expression is, `a.b['c']`; null for anything else. */
export function pathOf(expr: Expr | undefined): string[] | null {
  if (!expr) return null;
  const { case: kind, value } = expr.exprKind;
  if (kind === 'identExpr') return [value.name];
  const [operand, key] =
    kind === 'selectExpr'
      ? [value.operand, value.field]
      : kind === 'callExpr' && value.function === '_[_]'
        ? [value.args[0], textOf(value.args[1])]
        : [undefined, null];
  const path = operand && key !== null && pathOf(operand);
  return path ? [...path, key] : null;
}

/** The text of a literal; null for any other expression. */
export function textOf(expr: Expr | undefined): string | null {
  if (expr?.exprKind.case !== 'constExpr') return null;
  const { constantKind } = expr.exprKind.value;
  return constantKind.case === 'stringValue' ? constantKind.value : null;
}

/** Direct parts of an expression, each with the variables that are bound in it. */
function childrenOf({ exprKind: { case: kind, value } }: Expr): [Expr | undefined, string[]][] {
  const plain = (parts: (Expr | undefined)[]): [Expr | undefined, string[]][] => parts.map((part) => [part, []]);
  switch (kind) {
    case 'selectExpr':
      return plain([value.operand]);
    case 'callExpr':
      return plain([value.target, ...value.args]);
    case 'listExpr':
      return plain(value.elements);
    case 'structExpr':
      return plain(
        value.entries.flatMap((entry) => [
          entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined,
          entry.value,
        ]),
      );
    case 'comprehensionExpr': {
      const inside = [value.iterVar, value.accuVar];
      return [
        [value.iterRange, []],
        [value.accuInit, []],
        [value.loopCondition, inside],
        [value.loopStep, inside],
        [value.result, inside],
      ];
    }
    default:
      return [];
  }
}
