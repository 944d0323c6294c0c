import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';

/** Place in a hand-written file; line and column count from 1. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

/** Keys and indices from the root of a YAML document to a value. */
export type Path = readonly (string | number)[];

/** Where the values of a YAML text stand. */
export interface Places {
  /** Of the value; of its parent where the value is missing. A quoted text begins after its quote. */
  at(path: Path): Position;
  /** Of the key that leads to the value. */
  keyAt(path: Path): Position;
  /** Of a character inside a text value, counted in the value as it reads after unquoting. */
  within(path: Path, offset: number): Position;
}

export function placesOf(file: string, text: string, doc: Document, lines: LineCounter): Places {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  /** Offsets of the key and the value at a path, or of the deepest parent that exists. */
  const find = (path: Path): { key: Node | null; value: Node | null } => {
    let found: { key: Node | null; value: Node | null } = { key: null, value: doc.contents as Node | null };
    for (const segment of path) {
      const child = step(doc, found.value, segment);
      if (!child) return found;
      found = child;
    }
    return found;
  };

  const start = ({ key, value }: { key: Node | null; value: Node | null }): number => {
    const block = isCollection(value) && !value.flow && key ? key : (value ?? key);
    const quoted = isScalar(value) && (value.type === 'QUOTE_DOUBLE' || value.type === 'QUOTE_SINGLE');
    return (block?.range?.[0] ?? 0) + (quoted ? 1 : 0);
  };

  return {
    at: (path) => position(start(find(path))),
    keyAt: (path) => {
      const { key, value } = find(path);
      return position((key ?? value)?.range?.[0] ?? 0);
    },
    within: (path, offset) => {
      const { value, key } = find(path);
      if (!isScalar(value) || !value.range) return position(start({ key, value }));
      return position(sourceOffset(text, value.type ?? null, value.range, offset));
    },
  };
}

function step(
  doc: Document,
  node: Node | null,
  segment: string | number,
): { key: Node | null; value: Node | null } | null {
  if (isSeq(node) && typeof segment === 'number') {
    const item = node.items[segment];
    return isNode(item) ? { key: null, value: item } : null;
  }
  if (!isMap(node)) return null;
  const named = pairsOf(node);
  const pair = named.get(String(segment));
  if (pair) return { key: pair.key as Node, value: isNode(pair.value) ? pair.value : null };
  const merged = named.get('<<')?.value;
  return isAlias(merged) ? step(doc, merged.resolve(doc) ?? null, segment) : null;
}

/** Pairs by their key, remembered: a map of thousands can have thousands of mistakes. */
const known = new WeakMap<YAMLMap, Map<unknown, Pair>>();

function pairsOf(map: YAMLMap): Map<unknown, Pair> {
  const before = known.get(map);
  if (before) return before;
  const pairs = new Map<unknown, Pair>();
  for (const pair of map.items) if (isScalar(pair.key) && !pairs.has(pair.key.value)) pairs.set(pair.key.value, pair);
  known.set(map, pairs);
  return pairs;
}

/** Offset in the file of the character `offset` of a scalar's value. Folded texts give their beginning. */
function sourceOffset(text: string, type: string | null, [begin, end]: readonly number[], offset: number): number {
  switch (type) {
    case 'PLAIN':
      return Math.min(begin! + offset, end!);
    case 'QUOTE_SINGLE':
      return begin! + 1 + consumed(text.slice(begin! + 1, end!), /''|[\s\S]/y, offset);
    case 'QUOTE_DOUBLE':
      return (
        begin! +
        1 +
        consumed(
          text.slice(begin! + 1, end!),
          /\\x[\s\S]{2}|\\u[\s\S]{4}|\\U[\s\S]{8}|\\\r?\n[ \t]*|\\[\s\S]|[\s\S]/y,
          offset,
        )
      );
    case 'BLOCK_LITERAL': {
      const lines = text.slice(begin!, end!).split('\n');
      const indent = /^ */.exec(lines.slice(1).find((line) => line.trim() !== '') ?? '')![0].length;
      let line = 1;
      let rest = offset;
      let at = begin! + lines[0]!.length + 1;
      while (line < lines.length - 1 && rest > Math.max(lines[line]!.length - indent, 0)) {
        rest -= Math.max(lines[line]!.length - indent, 0) + 1;
        at += lines[line]!.length + 1;
        line++;
      }
      return at + indent + rest;
    }
    default:
      return begin!;
  }
}

/** Length of the source that makes the first `count` characters of a quoted value. */
function consumed(source: string, unit: RegExp, count: number): number {
  unit.lastIndex = 0;
  for (let n = 0; n < count && unit.lastIndex < source.length; n++) if (!unit.test(source)) break;
  return unit.lastIndex;
}
