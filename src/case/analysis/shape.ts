import type { Json } from '../../domain/json.js';
import {
  anObject,
  count,
  fields,
  flag,
  listOf,
  mapOf,
  number,
  oneOf,
  orNull,
  type Shape,
  text,
} from '../../domain/shape.js';
import { texts } from '../shapes.js';

const segment: Shape = (value, at) => {
  const one = anObject(value, at) === null ? (value as { [name: string]: Json }) : null;
  return one && typeof (one['text'] ?? one['value']) === 'string' ? null : `${at} isn't a part of a text`;
};
const template = listOf(segment);
const finding = fields({
  ...{ id: text, subject: orNull(text), says: template, from: texts, weight: number, group: text },
  ...{ innocent: orNull(text), credit: flag },
});

/** An analysis in which every index is within its findings. */
export const analysis: Shape = (value, at) => {
  const findings = ((value as { findings?: Json[] } | null)?.findings ?? []) as Json[];
  const places = listOf(
    (place, where) => count(place, where) ?? (Number(place) < findings.length ? null : `${where} isn't a finding`),
  );
  const scores = fields({ subject: orNull(text), score: number, beforeCredits: number, counted: places });
  const proposed = fields({
    ...{ level: text, score: number, subject: orNull(text), reasons: places, because: listOf(template) },
    ...{ missing: texts, wouldChange: listOf(template) },
  });
  return fields({
    schema: oneOf(['casefile/analysis@1']),
    ...{ facts: anObject, findings: listOf(finding), scores: listOf(scores), proposed },
    notEvaluated: listOf(fields({ id: text, at: orNull(text), reason: text })),
    ownNoise: mapOf(count),
  })(value, at);
};
