import type * as z from 'zod';
import { usageError } from '../errors.js';

/**
 * Checks a part of an alert; all problems are reported together, each with its field. Throws a KnownError without `where`:
 * the file is known to `readDetection` only.
 */
export function checkPart<T>(schema: z.ZodType<T>, value: unknown, reader: { name: string; example: string }): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message, input }) => {
    const found = input === undefined ? 'nothing' : (JSON.stringify(input).slice(0, 60) as string);
    return `${path.join('.') || 'alert'}: found ${found}. ${message}.`;
  });
  throw usageError('alert-shape', {
    what: `The alert looks like ${reader.name}, but it can't be read. ${problems.join(' ')}`,
    expected: `for example ${reader.example}`,
  });
}
