import * as z from 'zod';
import { expression, id, kebabId, optional, template, text } from './values.js';

const common = {
  id,
  title: text.describe('Which triage question it answers'),
  next: z
    .array(z.strictObject({ when: optional(expression), to: id }))
    .min(1, 'at least one entry')
    .optional()
    .describe('First that holds is taken; forward only; the last has no when. Absent = the following step'),
};
const ids = z.array(id).min(1, 'at least one id');

export const step = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('collect'), collectors: ids }),
  z.strictObject({ ...common, kind: z.literal('ask'), question: id }),
  z.strictObject({ ...common, kind: z.literal('attach'), attachment: id }),
  z.strictObject({ ...common, kind: z.literal('decide') }),
  z.strictObject({ ...common, kind: z.literal('act'), actions: ids }),
]);

export const verdict = z.strictObject({
  levels: z.array(kebabId).min(2, 'at least two levels').describe('Worst first'),
  benign: z.array(kebabId).default([]).describe('Levels that clear the host'),
  thresholds: z
    .array(z.strictObject({ atLeast: z.number(), level: kebabId }))
    .min(1, 'at least one threshold')
    .describe('Score -> level, highest first'),
  otherwise: z
    .array(
      z.strictObject({
        when: optional(expression),
        level: kebabId,
        because: template.nullable().default(null),
      }),
    )
    .min(1, 'at least one entry')
    .describe('Below every threshold: the first that holds; the last has no when'),
  atLeast: z
    .array(z.strictObject({ when: expression, level: kebabId, because: template }))
    .default([])
    .describe('At least as bad as this where the condition holds'),
  benignBelow: z.number().describe('From this score before credits on, no benign level without an override'),
  requires: z.array(text).default([]).describe('collector or collector/source, beyond the collectors marked required'),
  wouldChange: z.array(z.strictObject({ when: expression, says: template })).default([]),
});
