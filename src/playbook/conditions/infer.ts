import { type Expr, isKnownFunction, parseExpression, regexError, type Tree } from './engine.js';
import { pathOf, textOf } from './names.js';
import { any, either, listOf, mapOf, none, type Shape, scalar } from './shape.js';

/** Something in an expression that cannot be right, at an offset of its source. */
export interface Complaint {
  code: 'cel-syntax' | 'unknown-name' | 'unknown-field' | 'unknown-function' | 'bad-regex';
  offset: number;
  found: string;
  expected: string;
  /** The path that was looked up: `['facts', 'relays']`. */
  path: string[];
}

/**
 * Walks an expression with what is known of the names in it. Gives the shape of its value, and what is wrong.
 * Where a shape is not known, nothing is said.
 */
export function inferShape(
  source: string,
  names: { [name: string]: Shape },
): { shape: Shape; complaints: Complaint[] } {
  const parsed = parseExpression(source);
  if (!parsed.ok) {
    const { error, offset } = parsed;
    const complaint: Complaint = { code: 'cel-syntax', offset, found: error, expected: 'a CEL expression', path: [] };
    return { shape: any, complaints: [complaint] };
  }
  const walk = new Walk(parsed.tree);
  return { shape: walk.shape(parsed.tree.expr, names), complaints: walk.complaints };
}

type Names = { [name: string]: Shape };

class Walk {
  readonly complaints: Complaint[] = [];
  constructor(private readonly tree: Tree) {}

  shape(expr: Expr | undefined, names: Names): Shape {
    if (!expr) return any;
    const { case: kind, value } = expr.exprKind;
    switch (kind) {
      case 'constExpr':
        return value.constantKind.case === 'nullValue' ? none : scalar;
      case 'identExpr':
        return this.field(expr, names, value.name, [value.name]);
      case 'selectExpr': {
        const operand = this.shape(value.operand, names);
        const path = [...(pathOf(value.operand) ?? ['']), value.field];
        const shape = this.select(expr, operand, value.field, path);
        return value.testOnly ? scalar : shape;
      }
      case 'callExpr':
        return this.call(expr, value, names);
      case 'listExpr':
        return listOf(value.elements.map((element) => this.shape(element, names)).reduce(either, none));
      case 'structExpr':
        return this.struct(value.entries, names);
      case 'comprehensionExpr': {
        const range = this.shape(value.iterRange, names);
        const item = range.kind === 'list' ? range.of : any;
        const inside = { ...names, [value.iterVar]: item, [value.accuVar]: this.shape(value.accuInit, names) };
        this.shape(value.loopCondition, inside);
        const step = this.shape(value.loopStep, inside);
        return this.shape(value.result, { ...inside, [value.accuVar]: step });
      }
      default:
        return any;
    }
  }

  private select(expr: Expr, operand: Shape, field: string, path: string[]): Shape {
    if (operand.kind === 'any' || operand.kind === 'none') return any;
    if (operand.kind === 'map') return this.field(expr, operand.fields, field, path);
    const expected =
      operand.kind === 'list' ? 'an element of the list, or filter, map, exists' : 'a value without fields';
    this.complain('unknown-field', expr, `the field "${field}"`, expected, path);
    return any;
  }

  private field(expr: Expr, fields: Names, name: string, path: string[]): Shape {
    if (Object.hasOwn(fields, name)) return fields[name]!;
    const declared = path.length === 1 || (path.length === 2 && registers.has(path[0]!));
    const code = declared ? 'unknown-name' : 'unknown-field';
    const known = Object.keys(fields).filter((key) => !key.startsWith('@'));
    const expected = known.length > 0 ? `one of ${known.join(', ')}` : 'a declared name (none is)';
    this.complain(code, expr, path[0] === '' ? `the field "${name}"` : path.join('.'), expected, path);
    return any;
  }

  private call(expr: Expr, call: Extract<Expr['exprKind'], { case: 'callExpr' }>['value'], names: Names): Shape {
    const { function: name, target, args } = call;
    if (!isKnownFunction(name)) {
      this.complain('unknown-function', expr, `${name}()`, "a function of CEL's standard or string library", []);
      return any;
    }
    if (name === '_[_]') {
      const key = textOf(args[1]);
      const operand = this.shape(args[0], names);
      this.shape(args[1], names);
      if (operand.kind === 'list') return operand.of;
      if (operand.kind !== 'map' || key === null) return any;
      return this.select(expr, operand, key, [...(pathOf(args[0]) ?? ['']), key]);
    }
    const targetShape = target && this.shape(target, names);
    const shapes = args.map((arg) => this.shape(arg, names));
    if (name === 'matches') this.regex(args.at(-1));
    if (name === '_?_:_') return either(shapes[1]!, shapes[2]!);
    if (name === '_+_') return either(shapes[0]!, shapes[1]!);
    return targetShape || !comparisons.has(name) ? any : scalar;
  }

  private struct(entries: Extract<Expr['exprKind'], { case: 'structExpr' }>['value']['entries'], names: Names): Shape {
    const fields = entries.map(({ keyKind, value }) => {
      const key = keyKind.case === 'mapKey' ? textOf(keyKind.value) : null;
      return [key, this.shape(value, names)] as const;
    });
    return fields.every(([key]) => key !== null) ? mapOf(Object.fromEntries(fields)) : any;
  }

  private regex(pattern: Expr | undefined): void {
    const literal = textOf(pattern);
    const error = literal === null ? null : regexError(literal);
    if (error) this.complain('bad-regex', pattern!, error, 'a regular expression of RE2', []);
  }

  private complain(code: Complaint['code'], { id }: Expr, found: string, expected: string, path: string[]): void {
    const offset = this.tree.sourceInfo?.positions[String(id)] ?? 0;
    this.complaints.push({ code, offset, found, expected, path });
  }
}

/** Names whose fields a playbook declares itself. */
const registers = new Set(['inputs', 'data', 'answers', 'coverage', 'facts', 'evidence', 'attached', 'attachment']);
const comparisons = new Set(['_==_', '_!=_', '_<_', '_<=_', '_>_', '_>=_', '_&&_', '_||_', '!_', '@in', 'size']);
