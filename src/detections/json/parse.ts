import type { Json } from '../../domain/json.js';
import { usageError } from '../../errors.js';
import { position } from './decode.js';
import { scanJson } from './scan.js';

const maxDepth = 200;

/**
 * JSON text to a value. Numbers that JavaScript would change (record ids beyond 2^53) become their text, and a key `__proto__` is an own
 * key like any other. Throws a KnownError with file:line:column of the first place that is not JSON or nests too deep.
 */
export function parseJson(text: string, file: string): Json {
  const { problem, bigNumbers } = scanJson(text, maxDepth);
  if (problem) {
    throw usageError('alert-malformed', {
      what: `The alert cannot be read as JSON: found ${foundAt(text, problem.offset)}.`,
      where: position(text.slice(0, problem.offset), file),
      expected: problem.expected,
    });
  }
  let exact = '';
  let done = 0;
  for (const { start, end } of bigNumbers) {
    exact += `${text.slice(done, start)}"${text.slice(start, end)}"`;
    done = end;
  }
  return JSON.parse(exact + text.slice(done)) as Json;
}

function foundAt(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the file';
  const word = /^(?:[\w.+-]{1,24}|.)/su.exec(text.slice(offset, offset + 24))!;
  return JSON.stringify(word[0]);
}
