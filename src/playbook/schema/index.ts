import * as z from 'zod';
import { inputTypes, statuses } from '../types.js';
import { collector, fact, finding } from './evidence.js';
import { step, verdict } from './flow.js';
import { action, attachment, question } from './people.js';
import { byId, kebabId, text } from './values.js';

const trigger = z.union([
  z.strictObject({ datadog: text.describe('Datadog rule id') }),
  z.strictObject({ sigma: z.uuid('a Sigma rule id (UUID)') }),
  z.strictObject({
    event: z.strictObject({
      provider: text.optional(),
      id: z.array(z.int().min(0).max(65_535)).min(1, 'at least one event id'),
      anyText: z.array(text).min(1, 'at least one text').optional().describe('The alert contains one of these'),
    }),
  }),
]);

/** `playbook.yaml` as it is written (schema `casefile/playbook@1`). Unknown keys are errors. */
export const rawPlaybook = z.strictObject({
  schema: z.literal('casefile/playbook@1', '"casefile/playbook@1"'),
  id: kebabId,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version such as 1.0.0'),
  title: text,
  status: z.enum(statuses),
  description: z.string().default(''),
  references: z.array(z.url('an absolute URL')).default([]),
  attack: z
    .array(
      z.strictObject({
        tactic: z.string().regex(/^TA\d{4}$/, 'an ATT&CK tactic such as TA0003'),
        technique: z.string().regex(/^T\d{4}(\.\d{3})?$/, 'an ATT&CK technique such as T1554'),
        by: text.describe('Who asserts it'),
      }),
    )
    .default([]),
  triggers: z.array(trigger).min(1, 'at least one trigger').describe('Any one suffices'),
  blindSpots: z.array(text).default([]).describe('What the rule that triggers it cannot see'),
  inputs: byId(z.strictObject({ type: z.enum(inputTypes), default: z.json(), about: text })).default({}),
  data: byId(z.json()).default({}).describe('Plain data for facts, collectors and conditions: data.<name>'),
  collectors: byId(collector),
  facts: byId(fact).default({}).describe('In order: a fact may use the facts above it'),
  findings: z.array(finding).prefault([]),
  questions: byId(question).prefault({}),
  attachments: byId(attachment).default({}),
  steps: z.array(step).min(1, 'at least one step'),
  verdict,
  actions: byId(action).default({}),
});

/** The part of a playbook that choosing one reads; each value is undefined when it isn't as the format says. */
export const playbookHeading = z.object({
  id: rawPlaybook.shape.id.optional().catch(undefined),
  title: rawPlaybook.shape.title.optional().catch(undefined),
  triggers: rawPlaybook.shape.triggers.optional().catch(undefined),
});

/** What the schema makes of the file: defaults filled in, expressions still plain text. */
export type RawPlaybook = z.output<typeof rawPlaybook>;

/** JSON Schema (draft 2020-12) of `playbook.yaml`, for editors. */
export const playbookJsonSchema = (): object => z.toJSONSchema(rawPlaybook, { io: 'input' });
