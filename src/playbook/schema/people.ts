import * as z from 'zod';
import { commandLanguages } from '../types.js';
import { byId, expression, id, optional, template, text } from './values.js';

const language = z.enum(commandLanguages);

const asked = {
  ask: template,
  show: z.array(text).default([]).describe('What to show first: facts.<fact> or evidence.<collector>'),
  because: z.enum(['required', 'optional', 'none']).default('optional').describe('Is a reason asked for?'),
  help: text.nullable().default(null),
};

export const question = z.discriminatedUnion('type', [
  z.strictObject({
    ...asked,
    type: z.literal('choice'),
    options: z.record(z.string().min(1), text).describe('Answer -> what it means'),
    forEach: optional(expression).describe('CEL that gives a list of names; each of them gets an answer of its own'),
  }),
  z.strictObject({ ...asked, type: z.literal('text'), required: z.boolean().default(true) }),
  z.strictObject({
    ...asked,
    type: z.literal('form'),
    fields: byId(
      z.strictObject({
        ask: text,
        required: z.boolean().default(true),
        type: z.enum(['text', 'interval']).default('text').describe('interval: start/end, ISO-8601 with zone'),
      }),
    ),
  }),
]);

export const attachment = z.strictObject({
  ask: template.describe('Which file to export elsewhere and attach'),
  reads: text.nullable().default(null).describe('Kind of export: its rows are attached.<id>; absent = kept, not read'),
  handOff: z
    .array(z.strictObject({ title: text, language, text: template }))
    .default([])
    .describe('What to run there; values are put in as quoted literals of the language'),
});

export const action = z.strictObject({
  title: text,
  when: expression.nullable().default(null).describe('CEL; absent = always offered'),
  command: template.describe('Printed for a human to run; never run by the tool'),
  language: language.default('powershell'),
  effect: text,
  check: template.describe('Command that shows that it worked'),
  undo: template.nullable().describe('Command that takes it back; ~ where nothing changes'),
  risk: text,
  destroys: z.boolean().default(false).describe('Destroys evidence (deletes, uninstalls): withheld under a legal hold'),
  after: z.array(id).default([]).describe('Actions that come first; they are declared above'),
});
