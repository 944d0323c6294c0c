import type { Json, JsonObject } from '../domain/json.js';
import { parseDuration, parseInterval } from '../domain/time.js';
import { usageError } from '../errors.js';
import { firstOf } from './problems.js';
import type { InputSpec, InputType } from './types.js';

/** A value as conditions see it, or what was expected instead. */
export type InputValue = { ok: true; value: Json } | { ok: false; expected: string };

/**
 * Reads an input as a person wrote it, on the command line (text) or in YAML (text, list, number, boolean).
 * Gives a duration in seconds and intervals as a list of `{start, end}` in UTC.
 */
export function readInput(type: InputType, raw: Json): InputValue {
  const good = (value: Json): InputValue => ({ ok: true, value });
  const bad = (expected: string): InputValue => ({ ok: false, expected });
  switch (type) {
    case 'text':
      return typeof raw === 'string' ? good(raw) : bad('a text');
    case 'number': {
      const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
      return typeof value === 'number' && Number.isFinite(value) ? good(value) : bad('a number');
    }
    case 'boolean':
      if (typeof raw === 'boolean') return good(raw);
      return raw === 'true' || raw === 'false' ? good(raw === 'true') : bad('true or false');
    case 'duration': {
      const milliseconds = typeof raw === 'string' ? parseDuration(raw) : null;
      return milliseconds === null ? bad('an ISO-8601 duration such as P90D') : good(milliseconds / 1000);
    }
    case 'list': {
      const items = listOf(raw);
      return items ? good(items) : bad('texts, separated by commas');
    }
    case 'intervals': {
      const intervals = listOf(raw)?.map(parseInterval);
      return intervals?.every((interval) => interval !== null)
        ? good(intervals.map((interval) => ({ ...interval! })))
        : bad(
            'start/end in ISO-8601 with a zone, such as 2023-06-14T18:00Z/2023-06-14T22:00Z, or files (.csv, .ics), separated by commas',
          );
    }
  }
}

function listOf(raw: Json): string[] | null {
  const items = typeof raw === 'string' ? raw.split(',') : raw;
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return null;
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

/** Intervals from a file that an input names; null where the text names none. */
export type IntervalFile = (text: string) => { intervals: JsonObject[] } | { errors: string[] } | null;

/**
 * Values of all inputs of a playbook, from `name=value` texts, with defaults for the rest. Where the type is `intervals`,
 * files may stand among them.
 * @throws KnownError exit 2 with all that is wrong: unknown, repeated or malformed inputs, and every mistake of a file.
 */
export function parseInputs(
  texts: readonly string[],
  specs: { [name: string]: InputSpec },
  fileOf: IntervalFile = () => null,
): JsonObject {
  const errors: string[] = [];
  const given = new Map<string, Json>();
  for (const text of texts) {
    const [name, raw] = text.includes('=')
      ? [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]
      : [text];
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec) errors.push(`${name}: no such input; expected one of ${Object.keys(specs).join(', ') || 'none'}`);
    else if (raw === undefined) errors.push(`${name}: no value; expected ${name}=VALUE (${spec.about})`);
    else if (given.has(name)) errors.push(`${name}: given twice; expected once`);
    else {
      const read = spec.type === 'intervals' ? withFiles(raw, fileOf) : { rest: raw, fromFiles: [], errors: [] };
      const result = read.rest === null ? { ok: true as const, value: [] } : readInput(spec.type, read.rest);
      for (const error of read.errors) errors.push(error);
      if (!result.ok) errors.push(`${name}: found ${JSON.stringify(read.rest)}; expected ${result.expected}`);
      else given.set(name, Array.isArray(result.value) ? [...result.value, ...read.fromFiles] : result.value);
    }
  }
  if (errors.length > 0)
    throw usageError('input-invalid', {
      what: firstOf(errors).join('\n'),
      where: '--input',
      expected: '--input NAME=VALUE',
    });
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, given.get(name) ?? spec.default]));
}

/** Intervals of the files that a text names, and the rest of the text; null where nothing is left. */
function withFiles(raw: string, fileOf: IntervalFile) {
  const rest: string[] = [];
  const fromFiles: JsonObject[] = [];
  const errors: string[] = [];
  for (const item of listOf(raw) ?? []) {
    const file = fileOf(item);
    if (file === null) rest.push(item);
    else if ('errors' in file) for (const error of file.errors) errors.push(error);
    else for (const interval of file.intervals) fromFiles.push(interval);
  }
  return { rest: rest.length > 0 ? rest.join(', ') : null, fromFiles, errors };
}
