import * as z from 'zod';
import { fieldType as fieldTypeOf } from '../field-type.js';
import { byId, duration, expression, id, optional, template, text } from './values.js';

const fieldTypes = ['string', 'integer', 'number', 'boolean', 'time', 'strings', 'json'] as const;
const fieldType = z
  .enum([...fieldTypes, ...fieldTypes.map((type) => `${type}?` as const)])
  .transform(fieldTypeOf)
  .describe(
    'Type of a field; a trailing ? says that it may be null. time = UTC ISO-8601 text, strings = list of texts',
  );

export const collector = z.strictObject({
  script: text.describe('Path of the script in the playbook folder, or _shared/… next to it'),
  answers: text.describe('Which question its evidence answers, in one phrase'),
  timeout: duration.prefault('PT60S').describe('Deadline, ISO-8601'),
  required: z
    .boolean()
    .default(false)
    .describe('No benign verdict while it failed, did not run, was cut or found a log switched off'),
  parameters: z
    .record(z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'a parameter name in PascalCase'), expression)
    .default({})
    .describe('PowerShell parameter -> CEL; the value is passed as data, never as code'),
  leavesOut: z
    .array(text)
    .default([])
    .describe('Parameters that only leave something out; the others say what to look for'),
  rows: byId(fieldType).describe('Fields of a row'),
  reads: z.array(text).default([]).describe('What the script reads, for --plan and the report'),
});

const about = text.nullable().default(null).describe('What the fact says, in one phrase');
export const fact = z.union([
  z.strictObject({ value: expression, about }),
  z.strictObject({
    use: text.describe('Name of a correlation of the tool'),
    with: z.record(z.string(), expression).describe('Its arguments, CEL'),
    params: z.record(z.string(), z.json()).default({}).describe('Its settings, plain data'),
    about,
  }),
]);

export const finding = z.strictObject({
  id,
  forEach: optional(expression).describe('CEL that gives a list; each element is `row`. Absent = evaluated once'),
  when: expression.describe('CEL; the finding holds where it is true'),
  subject: optional(expression).describe('CEL that gives what it is scored against; absent = the host'),
  from: optional(expression).describe("CEL that gives evidence references; absent = the row's own"),
  says: template,
  innocent: text.nullable().describe('The harmless explanation; ~ when there is none'),
  weight: z.int().min(-100, 'a weight from -100 to 100').max(100, 'a weight from -100 to 100'),
  group: text.describe('Only the heaviest finding of a group counts per subject'),
  credit: z.boolean().default(false).describe('Lowers the score by what a person vouches for'),
  lead: z.boolean().default(false).describe('Shown on the first page at any weight'),
  attack: text.nullable().default(null).describe('ATT&CK technique'),
});
