import { parseEvidenceRef } from '../../domain/evidence.js';
import { type JsonObject, objectsOf } from '../../domain/json.js';
import { parseTime, toIso } from '../../domain/time.js';
import type { Case } from './case.js';
import { textOf } from './facts.js';

/** The moment as UTC ISO-8601; null for anything that isn't a time. */
export const isoTime = (text: string | null): string | null => {
  const time = text === null ? null : parseTime(text);
  return time && toIso(time);
};

/** Rows of `timeAnchors` facts that have a time, each with that time. */
export const anchorsOf = (record: Case): { at: string; anchor: JsonObject }[] =>
  record
    .factsBy('timeAnchors')
    .flatMap((fact) => objectsOf(fact.value))
    .flatMap((anchor) => {
      const at = isoTime(textOf(anchor, 'at'));
      return at === null ? [] : [{ at, anchor }];
    });

/** Sorts moments by time, and those of one time by their first reference. */
export const inOrder = <Moment extends { at: string; refs: string[] }>(moments: Moment[]): Moment[] =>
  moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : compareRefs(a.refs[0], b.refs[0])));

function compareRefs(a = '', b = ''): number {
  const [one, other] = [parseEvidenceRef(a), parseEvidenceRef(b)];
  const byEvidence = (one?.evidence ?? '').localeCompare(other?.evidence ?? '', 'en', { numeric: true });
  return byEvidence || (one?.row ?? 0) - (other?.row ?? 0);
}
