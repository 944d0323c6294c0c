import { type Document, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Problem, ProblemCode } from '../problems.js';
import { tooDeepAt } from './nesting.js';
import { type Places, placesOf } from './places.js';

/** A YAML file as plain data, with the place of every value. */
export interface Source extends Places {
  file: string;
  data: unknown;
}

const limits = { bytes: 1024 * 1024, nesting: 64, aliases: 20 };

/**
 * Reads a hand-written YAML file: YAML 1.2 core schema, UTF-8, at most 1 MiB, nested at most 64 deep. Duplicate keys,
 * unknown tags and aliases are refused; a merge (`<<: *name`) is the one use of an alias that is taken.
 */
export function readYaml(file: string, bytes: Uint8Array): { source: Source } | { problems: Problem[] } {
  const start = { file, line: 1, column: 1 };
  if (bytes.length > limits.bytes)
    return refuse('too-large', start, `${bytes.length} bytes`, `at most ${limits.bytes} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not-utf8', start, 'bytes that are not UTF-8', 'a text in UTF-8');
  }
  const deep = tooDeepAt(text, limits.nesting);
  if (deep !== null) {
    const before = text.slice(0, deep).split('\n');
    const position = { file, line: before.length, column: before.at(-1)!.length + 1 };
    return refuse('yaml-nesting', position, 'a deeper level', `at most ${limits.nesting} levels`);
  }

  const lines = new LineCounter();
  const doc = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: true,
    stringKeys: true,
    uniqueKeys: false, // looked for below: the library compares each key with every other one
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const problems: Problem[] = [];
  const report = (code: ProblemCode, offset: number, found: string, expected: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code, position: { file, line: Math.max(line, 1), column: Math.max(col, 1) }, found, expected });
  };
  refuseDuplicates(doc, report);
  // what comes after the first syntax error is mostly its consequence
  const [syntax] = doc.errors;
  if (syntax)
    report(
      'yaml-syntax',
      syntax.pos[0],
      syntax.message,
      'YAML 1.2; a text with { } [ ] , : or # in quotes or on its own line',
    );
  for (const warning of doc.warnings) report('yaml-warning', warning.pos[0], warning.message, 'plain YAML 1.2 values');
  if (doc.directives?.yaml.explicit && doc.directives.yaml.version !== '1.2')
    report('yaml-warning', 0, `%YAML ${doc.directives.yaml.version}`, 'YAML 1.2, without a directive');
  refuseAliases(doc, report);
  if (problems.length > 0) return { problems };
  return { source: { file, data: doc.toJS(), ...placesOf(file, text, doc, lines) } };
}

function refuse(code: ProblemCode, position: Problem['position'], found: string, expected: string) {
  return { problems: [{ code, position, found, expected }] };
}

type Report = (code: ProblemCode, offset: number, found: string, expected: string) => void;

function refuseDuplicates(doc: Document, report: Report): void {
  visit(doc, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) report('yaml-duplicate-key', key.range?.[0] ?? 0, 'a key twice', 'each key once');
        seen.add(key.value);
      }
    },
  });
}

/** One alias after `<<` cannot multiply; a list of aliases, or an alias as a value, can. */
function refuseAliases(doc: Document, report: Report): void {
  let count = 0;
  visit(doc, {
    Alias(_, alias, path) {
      const pair = path.at(-1);
      const merges = isPair(pair) && isScalar(pair.key) && pair.key.value === '<<';
      if (!merges || ++count > limits.aliases)
        report('yaml-alias', alias.range?.[0] ?? 0, `the alias *${alias.source}`, 'the value itself');
    },
    Scalar(key, scalar) {
      // records drop this key silently, so it is refused before it gets there
      if (key === 'key' && scalar.value === '__proto__')
        report('id-format', scalar.range?.[0] ?? 0, '"__proto__"', 'another name');
    },
  });
}
