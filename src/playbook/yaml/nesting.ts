import { CST, Lexer } from 'yaml';

/**
 * Offset at which a YAML text nests deeper than `limit`, or null.
 *
 * Looked for before parsing, in the token stream and without recursion: a few KB of `[` abort the whole process inside
 * the parser, past any try. Block levels are counted by their columns, so the count can be one level off.
 */
export function tooDeepAt(text: string, limit: number): number | null {
  let offset = 0;
  let lineStart = 0;
  let flow = 0;
  let scalarNext = false;
  let blockScalar = false;
  const columns: number[] = [];

  for (const token of new Lexer().lex(text)) {
    const type = scalarNext ? 'scalar' : CST.tokenType(token);
    if (token === CST.SCALAR && !scalarNext) {
      scalarNext = true;
      continue; // a control token, without a place in the text
    }
    if (token === CST.DOCUMENT || token === CST.FLOW_END) continue;
    const isBlockText = scalarNext && blockScalar;
    scalarNext = false;
    if (type === 'block-scalar-header') blockScalar = true;
    else if (isBlockText) blockScalar = false;
    else if (starters.has(type)) {
      if (flow === 0) {
        const column = offset - lineStart;
        while (columns.length > 0 && columns.at(-1)! >= column) columns.pop();
        columns.push(column);
      }
      if (type === 'flow-map-start' || type === 'flow-seq-start') flow++;
    } else if ((type === 'flow-map-end' || type === 'flow-seq-end') && flow > 0) flow--;

    if (columns.length + flow > limit) return offset;
    offset += token.length;
    const newline = token.lastIndexOf('\n');
    if (newline !== -1) lineStart = offset - (token.length - newline - 1);
  }
  return null;
}

const starters = new Set<string | null>([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'seq-item-ind',
  'explicit-key-ind',
  'flow-map-start',
  'flow-seq-start',
]);
