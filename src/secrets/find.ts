import { bareKey } from './bare-key.js';
import { decoded } from './bytes.js';
import { keyFingerprint } from './fingerprint.js';
import { bitOf, hintReader, traits } from './hints.js';
import { isPlaceholder, kinds } from './kinds/index.js';
import type { Kind } from './kinds/types.js';
import { type Span, throughView, unescaped, unwrapped, type View, worthUnescaping } from './views.js';

/** Escapes upon escapes that are taken off: JSON in JSON in a URL, and more. */
const mostLayers = 6;
/** Bytes in bytes: base64 of a text that contains base64. */
const mostDepth = 2;

let reader: ((text: string) => number) | null = null;
/** What a text has in it; the automaton is made when the first text comes. */
const traitsIn = (text: string): number => {
  reader ??= hintReader(kinds.map(({ hints }) => hints));
  return reader(text);
};

const besides = traits.run | traits.escape | traits.newline;

/** Every secret of a text, however it is written; spans may overlap. */
export function findSecrets(text: string, depth = 0): Span[] {
  const seen = traitsIn(text);
  if (seen === 0) return [];
  const isEscaped = (seen & traits.escape) !== 0;
  if ((seen & ~besides) === 0 && (seen & (traits.run | traits.newline)) === 0 && !worthUnescaping.test(text)) return [];
  const spans = inLayer(text, seen, depth);
  if (isEscaped) addUnescaped(text, depth, spans);
  return spans;
}

/** The same behind each layer of escapes. Every layer is searched: what ends a value in one is a part of it in another. */
function addUnescaped(text: string, depth: number, spans: Span[]): void {
  const views: View[] = [];
  let inner = text;
  for (let layer = 0; layer < mostLayers; layer++) {
    const view = unescaped(inner);
    if (!view) return;
    views.unshift(view);
    inner = view.text;
    for (const span of inLayer(inner, traitsIn(inner), depth))
      spans.push(views.reduce((at, each) => throughView(each, at), span));
  }
}

/** What is found in the text itself, in its joined lines, and in the bytes that it encodes. */
function inLayer(text: string, seen: number, depth: number): Span[] {
  const spans = plain(text, seen, depth);
  const joined = (seen & traits.newline) !== 0 ? unwrapped(text) : null;
  if (joined)
    for (const span of plain(joined.text, traitsIn(joined.text), depth)) spans.push(throughView(joined, span));
  return spans;
}

function plain(text: string, seen: number, depth: number): Span[] {
  const spans: Span[] = [];
  for (let n = 0; n < patterns.length; n++)
    if ((seen & bitOf(n)) !== 0 && patterns[n]!.isIn(text)) patterns[n]!.addTo(spans, text);
  if ((seen & traits.run) !== 0) addRuns(text, depth, spans);
  return spans;
}

const runs = /[A-Za-z0-9+/]{24,}={0,3}/g;

function addRuns(text: string, depth: number, spans: Span[]): void {
  for (const { 0: run, index } of text.matchAll(runs)) {
    const end = index + run.length;
    const [before, after] = [text.slice(Math.max(0, index - 32), index), text.slice(end, end + 11)];
    const key = run.length < 43 ? null : bareKey(run, index, before, after);
    if (key) spans.push(key);
    if (depth >= mostDepth) continue;
    const isCut = text.startsWith('[redacted', end);
    for (const view of decoded(run, index))
      for (const span of findSecrets(view.text, depth + 1)) {
        const found = throughView(view, span);
        // The text before a mark was cut with it, and may look like the beginning of another secret.
        if (!isCut || found.end < end) spans.push(found);
      }
  }
}

const longestQuote = 400;

/**
 * Is the quotation mark before this place the end of a text, such as `"password="`, and not the beginning of a value? What
 * follows may be a command. It is when a blank or an operator follows it, and marks in the line before it are odd in number.
 */
function followsClosedQuote(text: string, start: number): boolean {
  const mark = text[start - 1];
  if ((mark !== '"' && mark !== "'") || !/[\s&|<>)]/.test(text[start] ?? '')) return false;
  const before = text.slice(Math.max(0, start - 1 - longestQuote), start - 1);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.split(mark).length % 2 === 0;
}

/** The pattern of a kind, made ready: to ask first and to take apart only then is what keeps texts without secrets quick. */
const patterns = kinds.map(({ pattern, scope, random, stays }: Kind) => {
  const asked = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  const taken = new RegExp(pattern.source, `${pattern.flags}d`);
  return {
    isIn: (text: string): boolean => (!scope || scope.test(text)) && asked.test(text),
    addTo(spans: Span[], text: string): void {
      taken.lastIndex = 0;
      for (let match = taken.exec(text); match; match = taken.exec(text))
        for (const place of match.indices!.slice(1)) {
          if (!place) continue;
          const [start, end] = place;
          if (followsClosedQuote(text, start)) {
            taken.lastIndex = start;
            continue;
          }
          const secret = text.slice(start, end);
          if (isPlaceholder(secret)) continue;
          const kept = stays?.exec(secret)?.[0].length ?? 0;
          spans.push({ start: start + kept, end, fingerprint: random ? keyFingerprint(secret) : null });
        }
    },
  };
});
