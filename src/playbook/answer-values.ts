import type { Json } from '../domain/json.js';
import { parseInterval } from '../domain/time.js';
import type { FormField, Question } from './types.js';

/** What is wrong with a form field's text, in words for whoever typed it; null when it is right. */
export function checkField(field: FormField, text: string): string | null {
  if (text.trim() === '') return field.required ? 'Something must be said here.' : null;
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

/** Checks an answer's value against its question. What is absent is no mistake here: it is asked for when it is due. */
export function checkAnswer(question: Question, value: Json): AnswerProblem[] {
  switch (question.type) {
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(question.options, value)
        ? []
        : [{ path: [], found: JSON.stringify(value), expected: `one of: ${Object.keys(question.options).join(', ')}` }];
    case 'text':
      return typeof value === 'string' ? [] : [{ path: [], found: JSON.stringify(value), expected: 'a text' }];
    case 'form':
      return checkForm(question.fields, value);
  }
}

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

/** Fields of a form that must be there and are not. */
export function missingFields(question: Question, value: Json): string[] {
  if (question.type !== 'form') return [];
  const given = value as { [name: string]: Json };
  return Object.entries(question.fields)
    .filter(([name, field]) => field.required && isBlank(given[name]))
    .map(([name]) => name);
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A form's answer with every declared field, null where nothing was said, so that conditions can name them all. */
export function completeAnswer(question: Question, value: Json): Json {
  if (question.type !== 'form') return value;
  const given = value as { [name: string]: Json };
  return Object.fromEntries(
    Object.keys(question.fields).map((name) => {
      const said = given[name];
      return [name, isBlank(said) ? null : typeof said === 'string' ? said.trim() : said!];
    }),
  );
}
