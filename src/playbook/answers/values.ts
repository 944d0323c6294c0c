import type { Json, JsonObject } from '../../domain/json.js';
import { parseInterval } from '../../domain/time.js';
import type { FormField, Question } from '../types.js';

/** What is wrong with a form field's text, in words for the person who typed it; null when it is right. */
export function checkField(field: FormField, text: string): string | null {
  if (text.trim() === '') return field.required ? 'An answer is required.' : null;
  if (field.type === 'interval' && !parseInterval(text))
    return 'Expected start/end in ISO-8601 with a zone, e.g. 2023-06-14T18:00Z/2023-06-14T22:00Z.';
  return null;
}

/** A mistake in an answer: where in the value, what was found, what is expected. */
export interface AnswerProblem {
  path: string[];
  found: string;
  expected: string;
}

/** Checks an answer's value against its question. A missing part isn't a mistake here: it is asked for when it is due. */
export function checkAnswer(question: Question, value: Json): AnswerProblem[] {
  switch (question.type) {
    case 'choice':
      if (question.forEach && isMap(value))
        return Object.entries(value).flatMap(([name, each]) => checkOption(question.options, each, [name]));
      return checkOption(question.options, value, []);
    case 'text':
      return typeof value === 'string' ? [] : [{ path: [], found: JSON.stringify(value), expected: 'a text' }];
    case 'form':
      return checkForm(question.fields, value);
  }
}

const isMap = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const checkOption = (options: { [value: string]: string }, value: Json, path: string[]): AnswerProblem[] =>
  typeof value === 'string' && Object.hasOwn(options, value)
    ? []
    : [{ path, found: JSON.stringify(value), expected: `one of: ${Object.keys(options).join(', ')}` }];

function checkForm(fields: { [name: string]: FormField }, value: Json): AnswerProblem[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [{ path: [], found: JSON.stringify(value), expected: `fields: ${Object.keys(fields).join(', ')}` }];
  return Object.entries(value).flatMap(([name, text]) => {
    const field = fields[name];
    if (!field) return [{ path: [name], found: name, expected: `one of: ${Object.keys(fields).join(', ')}` }];
    if (text === null) return [];
    if (typeof text !== 'string') return [{ path: [name], found: JSON.stringify(text), expected: 'a text' }];
    const problem = isBlank(text) ? null : checkField(field, text);
    return problem ? [{ path: [name], found: JSON.stringify(text), expected: problem }] : [];
  });
}

/**
 * What must be there and is not: fields of a form, or names of `names` that have no answer of their own. One answer
 * without a name does where there is one name at most.
 */
export function missingFields(question: Question, value: Json, names: string[] | null): string[] {
  if (question.type === 'choice' && names) {
    if (!isMap(value)) return names.length > 1 ? names : [];
    const said = Object.keys(value).map((name) => name.trim().toLowerCase());
    return names.filter((name) => !said.includes(name.toLowerCase()));
  }
  if (question.type !== 'form') return [];
  const given = value as { [name: string]: Json };
  return Object.entries(question.fields)
    .filter(([name, field]) => field.required && isBlank(given[name]))
    .map(([name]) => name);
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * A form's answer with every declared field, null where nothing was said, so that conditions can name them all; an
 * answer for each name of `names` as a map, so that what was said of one is never taken for another that comes later.
 */
export function completeAnswer(question: Question, value: Json, names: string[] | null): Json {
  if (question.type === 'choice' && names?.length === 1 && !isMap(value)) return { [names[0]!]: value };
  if (question.type !== 'form') return value;
  const given = value as { [name: string]: Json };
  return Object.fromEntries(
    Object.keys(question.fields).map((name) => {
      const said = given[name];
      return [name, isBlank(said) ? null : typeof said === 'string' ? said.trim() : said!];
    }),
  );
}
