import type { PhrasingContent } from 'mdast';
import { parseEvidenceRef } from '../../domain/evidence.js';
import { value, words } from './text.js';

/** References printed after one claim. The analysis file has all of them. */
const shownRefs = 6;

/**
 * `[E3#12]` as a shortcut reference. Only references are written without escapes, so data can't forge one: brackets in
 * text get a backslash. `[answers.cloud]` points at an answer, `[alert]` at the alert, `[alert2]` at an alert that
 * joined. Anything else is a value.
 */
const ref = (from: string): PhrasingContent =>
  parseEvidenceRef(from) || /^(?:alert\d*|answers\.[A-Za-z]\w*)$/.test(from)
    ? {
        type: 'linkReference',
        referenceType: 'shortcut',
        identifier: from.toLowerCase(),
        label: from,
        children: [{ type: 'text', value: from }],
      }
    : value(from);

/** Evidence references of one claim, without duplicates: at most six, and the number of the others. */
export function refs(from: string[]): PhrasingContent[] {
  const distinct = [...new Set(from)];
  const shown = distinct
    .slice(0, shownRefs)
    .flatMap((each, index) => (index === 0 ? [ref(each)] : [words(' '), ref(each)]));
  const more = distinct.length - shownRefs;
  return more > 0 ? [...shown, words(` and ${more} more`)] : shown;
}

/** The same references with a space before them, to follow a claim. */
export const cite = (from: string[]): PhrasingContent[] => (from.length === 0 ? [] : [words(' '), ...refs(from)]);
