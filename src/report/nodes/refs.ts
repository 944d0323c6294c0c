import type { PhrasingContent } from 'mdast';
import { parseEvidenceRef } from '../../domain/evidence.js';
import { value, words } from './text.js';

/** References that are printed after one claim; the finding in the analysis file holds all. */
const shownRefs = 6;

/**
 * `[E3#12]`: a shortcut reference, since that is written without escapes, while brackets in text get a backslash. Data
 * therefore cannot forge one. `[answers.cloud]` points at an answer, `[alert]` at the alert, `[alert2]` at one that joined; anything else is a value.
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

/** Evidence references of one claim, duplicates removed, at most six and the number of the others. */
export function refs(from: string[]): PhrasingContent[] {
  const distinct = [...new Set(from)];
  const shown = distinct
    .slice(0, shownRefs)
    .flatMap((each, index) => (index === 0 ? [ref(each)] : [words(' '), ref(each)]));
  const more = distinct.length - shownRefs;
  return more > 0 ? [...shown, words(` and ${more} more`)] : shown;
}

/** The same after a sentence, with a space before it. */
export const evidence = (from: string[]): PhrasingContent[] => (from.length === 0 ? [] : [words(' '), ...refs(from)]);
